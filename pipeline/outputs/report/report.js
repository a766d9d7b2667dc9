"use strict";
// One page, no network: filters, the way from text to table and back, language, light and dark.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const keep = (key, value) => { try { localStorage.setItem("gongwen-" + key, value); } catch { /* a file without storage */ } };
  const kept = (key) => { try { return localStorage.getItem("gongwen-" + key); } catch { return null; } };

  function setLanguage(language) {
    root.dataset.language = language;
    root.lang = language === "en" ? "en" : "zh-Hans";
    for (const e of all("[data-zh]")) e.textContent = e.dataset[language];
    for (const e of all("[data-zh-label]")) e.setAttribute("aria-label", e.dataset[language + "Label"]);
  }

  function setTheme(theme) {
    if (theme) root.dataset.theme = theme;
  }

  function prepareSwitches() {
    $("language").addEventListener("click", () => {
      const next = root.dataset.language === "en" ? "zh" : "en";
      setLanguage(next);
      keep("language", next);
      if (report) report.count();
    });
    $("theme").addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      setTheme(dark ? "light" : "dark");
      keep("theme", root.dataset.theme);
    });
  }

  function prepareReport() {
    const rows = all("#rows > tr").map((tr) => ({
      tr,
      text: tr.textContent.toLowerCase(),
      bearer: tr.dataset.bearers ? tr.dataset.bearers.split("\n") : [""],
      verb: tr.dataset.verbs.split("\n"),
      frequency: tr.dataset.frequency ? ["any", ...tr.dataset.frequency.split(" ")] : ["none"],
      modality: [tr.dataset.modality],
      flag: tr.dataset.flags ? tr.dataset.flags.split(" ") : [],
      shown: true,
    }));
    const clauses = all(".clause").map((a) => ({ a, rows: a.dataset.rows.split(" ").map(Number) }));
    const clausesOf = rows.map(() => []);
    for (const c of clauses) for (const r of c.rows) clausesOf[r].push(c.a);
    const facets = ["bearer", "verb", "frequency", "modality", "flag"];
    const fields = Object.fromEntries(facets.map((f) => [f, $("f-" + f)]));
    const search = $("f-text");
    let chosen = -1;

    const passes = (row, except) => facets.every((f) => f === except || fields[f].value === "*" || row[f].includes(fields[f].value));

    function filter() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) row.found = words.every((w) => row.text.includes(w));
      let shown = 0;
      for (const row of rows) {
        row.shown = row.found && passes(row);
        if (row.tr.hidden === row.shown) row.tr.hidden = !row.shown;
        shown += row.shown;
      }
      for (const c of clauses) c.a.classList.toggle("off", !c.rows.some((r) => rows[r].shown));
      for (const f of facets) fields[f].classList.toggle("set", fields[f].value !== "*");
      search.classList.toggle("set", words.length > 0);
      $("shown").textContent = shown;
      $("none-shown").hidden = shown > 0;
      if (chosen >= 0 && !rows[chosen].shown) choose(-1);
      count();
    }

    // How many rows each choice of a facet would leave, all other filters as they are.
    function count() {
      for (const f of facets) {
        const tally = new Map();
        for (const row of rows) if (row.found && passes(row, f)) for (const v of new Set(row[f])) tally.set(v, (tally.get(v) || 0) + 1);
        for (const option of fields[f].options) {
          const name = option.dataset.name ?? option.dataset[root.dataset.language];
          if (option.value === "*") { option.textContent = name; continue; }
          const n = tally.get(option.value) || 0;
          option.textContent = `${name} (${n})`;
          option.disabled = n === 0 && !option.selected;
        }
      }
    }

    // Rows out of view have an estimated height until they come near, so the way there is measured twice.
    const bringIn = (element, pane, share = 1 / 3) => {
      const head = pane.querySelector(".bar-top").offsetHeight;
      const move = () => {
        const e = element.getBoundingClientRect(), p = pane.getBoundingClientRect();
        if (e.top < p.top + head || e.bottom > p.bottom) pane.scrollTop += e.top - p.top - head - (p.height - head) * share;
      };
      move();
      requestAnimationFrame(() => requestAnimationFrame(move));
    };

    function choose(number, from) {
      if (chosen >= 0) {
        rows[chosen].tr.classList.remove("on");
        rows[chosen].tr.removeAttribute("aria-current");
        for (const a of clausesOf[chosen]) a.classList.remove("on");
      }
      chosen = number;
      if (number < 0) return;
      const row = rows[number];
      if (!row.shown) { $("filters").reset(); filter(); }
      row.tr.classList.add("on");
      row.tr.setAttribute("aria-current", "true");
      for (const a of clausesOf[number]) a.classList.add("on");
      rove(row.tr.querySelector("a"), ".c-number a");
      if (clausesOf[number].length) rove(clausesOf[number][0], ".clause");
      if (from !== "table") bringIn(row.tr, $("duties"));
      if (from !== "text" && clausesOf[number].length) bringIn(clausesOf[number][0], $("reading"));
    }

    // One stop of the Tab key in each pane; arrow keys move on from there.
    const stops = { ".clause": null, ".c-number a": null };
    function rove(element, kind) {
      if (stops[kind]) stops[kind].tabIndex = -1;
      stops[kind] = element;
      element.tabIndex = 0;
    }
    for (const kind of Object.keys(stops)) {
      const links = all(kind);
      for (const a of links) a.tabIndex = -1;
      if (links.length) rove(links[0], kind);
    }

    function step(list, current, by) {
      let i = list.indexOf(current) + by;
      while (list[i] && list[i].closest("[hidden]")) i += by;
      if (list[i]) list[i].focus({ preventScroll: false });
      return list[i];
    }

    const link = rows.map((row) => row.tr.querySelector(".c-number a"));
    $("duties").addEventListener("keydown", (event) => {
      if (!event.target.matches(".c-number a") || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const next = step(link, event.target, event.key === "ArrowDown" ? 1 : -1);
      if (next) choose(Number(next.closest("tr").id.slice(1)), "table");
    });
    const anchors = clauses.map((c) => c.a);
    $("reading").addEventListener("keydown", (event) => {
      if (!event.target.matches(".clause")) return;
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const next = step(anchors, event.target, by);
      if (next) choose(Number(next.dataset.rows.split(" ").pop()), "text");
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(-1); });

    // A second click on the same words chooses the obligation around it.
    $("reading").addEventListener("click", (event) => {
      const a = event.target.closest(".clause");
      if (!a) return;
      event.preventDefault();
      const own = a.dataset.rows.split(" ").map(Number).reverse();
      const next = own[(own.indexOf(chosen) + 1) % own.length];
      choose(next, "text");
      if (event.detail === 0) link[next].focus({ preventScroll: true });
    });
    $("rows").addEventListener("click", (event) => {
      const tr = event.target.closest("tr");
      if (!tr || (String(getSelection()) && event.detail !== 0)) return;
      event.preventDefault();
      const number = Number(tr.id.slice(1));
      choose(number, "table");
      if (event.detail === 0 && clausesOf[number].length) clausesOf[number][0].focus({ preventScroll: true });
    });

    $("outline").addEventListener("click", (event) => {
      const a = event.target.closest("a");
      if (!a) return;
      event.preventDefault();
      show(a.getAttribute("href").slice(1));
    });
    function show(id) {
      const section = $(id);
      if (!section) return;
      for (const e of all(".target-row")) e.classList.remove("target-row");
      for (const e of all(".outline .here")) e.classList.remove("here");
      section.classList.add("target-row");
      const entry = document.querySelector(`.outline a[href="#${id}"]`);
      if (entry) entry.classList.add("here");
      const pane = $("reading");
      pane.scrollTop = 0;
      bringIn(section, pane, 0.02);
    }
    for (const a of all("#diagnostics a[href^='#s']")) a.addEventListener("click", (event) => {
      event.preventDefault();
      $("work").scrollIntoView();
      show(a.getAttribute("href").slice(1));
    });

    $("filters").addEventListener("submit", (event) => event.preventDefault());
    $("filters").addEventListener("reset", () => setTimeout(filter));
    $("filters").addEventListener("input", filter);
    $("marks").addEventListener("change", (event) => $("reading").classList.toggle("unmarked", !event.target.checked));
    for (const button of all(".chart button[data-bearer]")) button.addEventListener("click", () => {
      $("filters").reset();
      fields.bearer.value = button.dataset.bearer;
      if (button.dataset.frequency) fields.frequency.value = button.dataset.frequency;
      filter();
      $("work").scrollIntoView();
    });
    const more = $("chart-all");
    if (more) more.addEventListener("click", () => {
      const open = more.closest(".chart").classList.toggle("open");
      more.setAttribute("aria-expanded", String(open));
    });

    const fromAddress = () => {
      const match = /^#r(\d+)$/.exec(location.hash);
      if (match && rows[match[1]]) { $("work").scrollIntoView(); choose(Number(match[1])); }
    };
    addEventListener("hashchange", fromAddress);
    filter();
    fromAddress();
    return { count };
  }

  function prepareIndex() {
    const body = $("entries");
    const rows = all("tr", body).map((tr) => ({ tr, text: tr.textContent.toLowerCase() }));
    $("f-index").addEventListener("input", (event) => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { tr, text } of rows) {
        tr.hidden = !words.every((w) => text.includes(w));
        shown += !tr.hidden;
      }
      $("shown").textContent = shown;
    });
    const order = new Intl.Collator("zh-Hans", { numeric: true });
    all(".sortable th").forEach((th, column) => th.addEventListener("click", () => {
      const up = th.getAttribute("aria-sort") !== "ascending";
      for (const other of all(".sortable th")) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", up ? "ascending" : "descending");
      const cell = ({ tr }) => tr.cells[column].textContent;
      rows.sort((a, b) => (up ? 1 : -1) * order.compare(cell(a), cell(b)));
      body.append(...rows.map(({ tr }) => tr));
    }));
  }

  function prepareComparison() {
    const boxes = all("#kinds input");
    const rows = all("#changes > tr").map((tr) => ({ tr, kinds: tr.dataset.kinds.trim().split(" ") }));
    $("kinds").addEventListener("change", () => {
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const { tr, kinds } of rows) {
        tr.hidden = !kinds.some((kind) => wanted.has(kind));
        shown += !tr.hidden;
      }
      $("shown").textContent = shown;
    });
  }

  setTheme(kept("theme"));
  const wanted = kept("language");
  if (wanted && wanted !== root.dataset.language) setLanguage(wanted);
  const prepare = { report: prepareReport, index: prepareIndex, comparison: prepareComparison };
  const report = prepare[document.body.className]();
  prepareSwitches();
})();
