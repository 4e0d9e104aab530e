"""Our queries are of the official schemas."""

import graphql

from leadwright.sources.producthunt import QUERY
from tests.corpus.pages import MARKS, WEB

pytestmark = list(MARKS)


def test_product_hunt():
    schema = graphql.build_schema((WEB / "schemas" / "producthunt_v2.graphql").read_text(encoding="utf-8"))
    assert graphql.validate(schema, graphql.parse(QUERY)) == []
    assert graphql.validate(schema, graphql.parse(QUERY.replace("tagline", "slogan")))
