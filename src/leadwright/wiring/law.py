"""How the operator reads the law, and the table that says so; it needs no ledger."""

from leadwright.config import Config
from leadwright.domain.case import Override
from leadwright.ledger.cases import Stance
from leadwright.service.laws import Laws
from leadwright.tables import load_tables


def stance_of(config: Config) -> Stance:
    """Give how the operator reads the law."""
    readings = {code: Override(row.action, row.reason) for code, row in config.law.items()}
    return Stance(config.operator.country, readings, config.operator.abroad_reason)


def laws_of(config: Config | None) -> Laws:
    """Give the table of countries; without a configuration there are no readings of the operator's own."""
    return Laws(load_tables(), stance_of(config).overrides if config else {})
