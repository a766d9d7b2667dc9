"""The grammar of a clause: tokens in, frames out (`clauses.parse_clause`)."""
