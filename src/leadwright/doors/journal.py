"""The log: one line per step with the lead's number and the stage, and no name, domain or address in it.

What was read and said is in the ledger alone, where it can be erased (``leadwright why NUMBER``). Whatever is written
passes one place that masks everything that looks like an address, tracebacks of foreign code included; ``--json-logs``
gives one JSON object a line.
"""

import json
import logging
import sys
from typing import TYPE_CHECKING, Any, TextIO

from loguru import logger

from leadwright.domain.masking import masked

if TYPE_CHECKING:
    from loguru import Message, Record

QUIET = ("uvicorn.access", "aiosqlite", "asyncio")
IDS = ("stage", "lead", "state", "code")


def open_journal(sink: TextIO | None = None, *, as_json: bool = False, level: str = "INFO") -> None:
    """Let every log line of ours and of the libraries go to ``sink`` (stderr)."""
    out = sink or sys.stderr

    def write(message: "Message") -> None:
        line = json.dumps(record_of(message.record), ensure_ascii=False) if as_json else str(message).rstrip("\n")
        out.write(masked(line) + "\n")
        out.flush()

    logger.remove()
    logger.add(write, level=level, format=form, colorize=False, backtrace=False, diagnose=False)
    logging.basicConfig(handlers=[Handed()], level=logging.WARNING, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


def form(record: "Record") -> str:
    """Lay one line out: time, level, stage and lead where there are any, the message, a fault below it."""
    ids = "".join(f" {{extra[{name}]}}" for name in IDS if record["extra"].get(name))
    return "{time:YYYY-MM-DD HH:mm:ss} {level: <7}" + ids + " {message}\n{exception}"


def record_of(record: "Record") -> dict[str, Any]:
    """Give a line as plain data."""
    fault = record["exception"]
    return {
        "at": record["time"].isoformat(),
        "level": record["level"].name,
        **{name: str(value) for name, value in record["extra"].items()},
        "text": record["message"],
        **({"fault": f"{fault.type.__name__ if fault.type else ''}: {fault.value}"} if fault else {}),
    }


def step(result: Any) -> None:
    """Write one line about a result that the engine has stored."""
    task, ended = result.task, result.ended
    ours = task.stage == "parse"  # about a watch of the operator's, not about anybody
    lead = one_line(task.key) if ours else f"lead {task.lead}" if task.lead else f"work {task.id}"
    facts = (f"{name}={value}" for name, value in ended.facts.items() if ours or not isinstance(value, str))
    said = logger.bind(stage=task.stage, lead=lead, state=ended.state, code=ended.code)
    level = "WARNING" if ended.fault or ended.state in {"parked", "fatal"} else "INFO"
    said.log(level, "{}", one_line(" ".join(facts)) or "-")


def one_line(text: str) -> str:
    """Keep what strangers wrote on one line: no line of the log is of their making."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class Handed(logging.Handler):
    """Hands what libraries log to the journal."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one record on, with its level and its fault."""
        try:
            level: str | int = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno
        logger.opt(exception=record.exc_info).log(level, "{}: {}", record.name, record.getMessage())
