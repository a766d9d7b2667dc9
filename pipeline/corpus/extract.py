"""Paths of notices → an output folder that mirrors them: the order of steps of `gongwen extract`.

An interrupted run leaves whole files and a record of what is done; the next run goes on from there and comes to the
same bytes. What is in the folder for files that are no longer among the inputs is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from pipeline.corpus.belonging import is_ours, refuse_foreign, refuse_over, tell_results
from pipeline.corpus.discover import Found, discover
from pipeline.corpus.engines import Calling
from pipeline.corpus.engines.choose import Engine, choose_engine
from pipeline.corpus.engines.serial import run_serial
from pipeline.corpus.job import Job, Made, Outcome, fail, time_for
from pipeline.corpus.listing import adopt_manifest, write_listing
from pipeline.corpus.parts import PartJob, PartOutcome, do_part, give_up_part, plan_parts
from pipeline.corpus.source import unchanged_at_once
from pipeline.corpus.state import State
from pipeline.corpus.unpack import take_standard_input, unpack
from pipeline.corpus.version import code_version
from pipeline.corpus.work import do_job, do_job_apart
from pipeline.corpus.workplace import Workplace, workplace
from pipeline.model.notice import Notice
from pipeline.outputs import DEFAULT_FORMATS, TABLE_FORMATS, WRITERS, output_path
from pipeline.outputs.atomic import Store

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Order:
    """What the user asked for. Without `forms`: JSON and tables, but CSV only while they are small."""

    paths: tuple[str, ...]
    output: str = "output"
    jobs: int = 1
    forms: tuple[str, ...] | None = None
    engine: str = "local"
    address: str | None = None
    force: bool = False
    seconds: float = 60.0
    """Time limit of a notice, for each megabyte."""

    @property
    def notice_forms(self) -> tuple[str, ...]:
        """JSON is always made: it is what tables are made from, and what an unchanged notice is known by."""
        return tuple(f for f in WRITERS if f == "json" or f in (self.forms or ()))

    @property
    def table_forms(self) -> tuple[str, ...]:
        return tuple(f for f in TABLE_FORMATS if f in (self.forms or DEFAULT_FORMATS))


@dataclass
class Report:
    """What a run came to."""

    done: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)
    """What failed beside single notices: tables that could not be written."""

    def count(self, outcome: Outcome) -> None:
        self.done += outcome.status == "done"
        self.unchanged += outcome.status == "unchanged"
        self.failed += outcome.code is not None

    @property
    def in_order(self) -> bool:
        return not self.failed and not self.problems


class Watch(Protocol):
    """Who wants to know how far a run is."""

    def begin(self, stage: str, total: int | None) -> None: ...

    def step(self, outcome: Outcome | PartOutcome) -> None: ...

    def failed(self, name: str, code: str, message: str) -> None: ...


def extract(order: Order, watch: Watch) -> Report:
    """Bring the output folder up to date. Raises NothingThere, OutputBusy and OSError before anything is done."""
    store = Store(order.output)
    if not (ours := is_ours(store)):
        refuse_foreign(store)
    with workplace(order.output) as place:
        state = State(place.state)
        try:
            report = _run(order, watch, place, state, ours)
        except BaseException:
            state.close()
            raise
        state.finish()
        if state.trouble:
            report.problems.append(f"the record of what is done could not be kept whole: {state.trouble}")
        return report


def _run(order: Order, watch: Watch, place: Workplace, state: State, ours: bool) -> Report:
    store, report = place.store, Report()
    adopt_manifest(state, store)
    total = state.take(_inputs(order, place.spool, tell_results(store, ours)))
    if not ours:
        refuse_over(store, state.ids(), order.notice_forms)
    report.removed = _remove_gone(state, store)
    engine = choose_engine(order.engine, order.jobs, total, order.address)
    watch.begin("notices", total)
    notices = list[Notice]()

    def note(outcome: Outcome) -> None:
        report.count(outcome)
        watch.step(outcome)
        if outcome.code:
            watch.failed(outcome.name, outcome.code, outcome.message or "")

    jobs = _to_do(_jobs(order, state, store), note)
    for outcome in engine(Calling(do_job if engine is run_serial else do_job_apart, fail), jobs):
        _remove(state.record(outcome), store)
        state.commit_now_and_then()
        note(outcome)
        if outcome.notice:
            notices.append(outcome.notice)
    state.commit()
    report.problems = _make_tables(order, watch, store, state, engine, tuple(notices))
    try:
        write_listing(state, store)
    except OSError as e:
        report.problems.append(f"manifest.json, failures.csv and datapackage.json not written: {e.strerror or e}")
    return report


def _inputs(order: Order, spool: Path, is_result: Callable[[str], bool]) -> Iterator[Found]:
    paths = [p for p in order.paths if p != STANDARD_INPUT]
    found = discover(paths, order.output, is_result)
    if STANDARD_INPUT in order.paths:
        found = chain([take_standard_input(spool)], found)
    return unpack(found, spool)


def _remove_gone(state: State, store: Store) -> int:
    count = 0
    while gone := state.gone():
        for entry in gone:
            _remove([m.path for m in entry.made], store)
            state.forget(entry.notice_id)
            count += entry.status != "begun"
    return count


def _remove(paths: Iterable[str], store: Store) -> None:
    """Take files of an earlier result away, and their folder when it is empty."""
    for path in paths:
        store.remove(path)
        store.prune(path.rpartition("/")[0])


def _jobs(order: Order, state: State, store: Store) -> Iterator[Job]:
    forms, version = order.notice_forms, f"{code_version()} {order.notice_forms}"
    for known in state.files(lambda notice_id: tuple(output_path(notice_id, form) for form in forms)):
        wanted = () if known.failure else (output_path(known.notice_id, form) for form in forms)
        fingerprint = known.fingerprint if not order.force and _as_left(wanted, known.made, store) else None
        seconds = time_for(known.size, order.seconds)
        yield Job(
            known.notice_id,
            known.name,
            known.place,
            known.size,
            store,
            forms,
            version,
            seconds,
            fingerprint,
            known.failure,
            known.refusal,
        )


def _to_do(jobs: Iterator[Job], note: Callable[[Outcome], None]) -> Iterator[Job]:
    """The jobs that a worker is needed for; of the others it is noted that nothing is to be done."""
    for job in jobs:
        if known := unchanged_at_once(job):
            note(known)
        else:
            yield job


def _as_left(wanted: Iterable[str], made: tuple[Made, ...], store: Store) -> bool:
    """Whether the files wanted are on record and all on record are as they were left, by their sizes.

    A cloud is not asked, since that takes too long.
    """
    if not {m.path for m in made}.issuperset(wanted):
        return False
    return store.remote or all(store.size(m.path) == m.bytes for m in made)


def _make_tables(
    order: Order, watch: Watch, store: Store, state: State, engine: Engine, notices: tuple[Notice, ...]
) -> list[str]:
    """Write the parts that are not up to date, take away those no longer wanted; what could not be written."""
    planned = set[str]()
    problems = []

    def due() -> Iterator[PartJob]:
        count, asked = state.count("done"), order.forms is not None
        for job in plan_parts(lambda: state.entries("done"), count, order.table_forms, asked, store, code_version()):
            planned.add(job.key)
            if order.force or not _is_current(state.part(job.key), job, store):
                state.begin_part(job.key, job.paths)
                yield replace(job, notices=notices)

    watch.begin("tables", None)
    for outcome in engine(Calling(do_part, give_up_part), due()):
        watch.step(outcome)
        if outcome.message:
            problems.append(outcome.message)
        else:
            _remove(state.record_part(outcome.key, outcome.digest, outcome.made), store)
            state.commit()
    for key in set(state.part_keys()) - planned:
        _remove(state.forget_part(key), store)
    return problems


def _is_current(known: tuple[str, tuple[Made, ...]] | None, job: PartJob, store: Store) -> bool:
    return known is not None and known[0] == job.digest and _as_left(job.paths, known[1], store)
