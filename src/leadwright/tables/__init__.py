"""The tables of facts as data files of the package: countries, roles, refusals, fingerprints, zones, holidays."""

from leadwright.tables.edition import load_tables

__all__ = ["load_tables"]
