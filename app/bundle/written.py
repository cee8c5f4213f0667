"""The base of all that is written to a file: strict, and frugal where a stranger's file is full of faults."""

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema


def _stop_at_the_first_fault(part: Any, handler: GetCoreSchemaHandler, seen: set[str]) -> None:  # noqa: ANN401 - a tree
    if isinstance(part, list | tuple):
        for one in cast("list[Any]", part):
            _stop_at_the_first_fault(one, handler, seen)
    elif isinstance(part, dict):
        schema = cast("dict[str, Any]", part)
        if schema.get("type") == "definition-ref" and schema["schema_ref"] not in seen:
            seen.add(schema["schema_ref"])
            _stop_at_the_first_fault(handler.resolve_ref_schema(cast("CoreSchema", schema)), handler, seen)
        if schema.get("type") in {"tuple", "list"}:
            schema["fail_fast"] = True
        for one in schema.values():
            _stop_at_the_first_fault(one, handler, seen)


class Written(BaseModel):
    """Neither more nor fewer fields than named, each of its own type.

    Of a list only the first fault is looked for: pydantic keeps a kilobyte for each that it finds, and a stranger
    could put a hundred thousand into a file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of the model, with each list in it stopping at its first fault."""
        schema = handler(source)
        _stop_at_the_first_fault(schema, handler, set())
        return schema
