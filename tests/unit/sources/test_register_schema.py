import pytest

from pmo_analytics.sources.register_schema import COLOURS, register_schemas

SCHEMAS = register_schemas()


def test_every_register_is_described():
    assert set(SCHEMAS) == {
        *("projects", "baselines", "status", "milestones", "risks", "costs", "benefits"),
        *("capacity", "allocations", "demand", "scores", "dependencies", "blockers", "sprints"),
        *("decisions", "actions", "improvements", "charter", "exceptions", "feedback"),
        *("training", "calendar", "decision_options", "comments", "gates", "requests"),
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_keys_and_references_name_columns_that_exist(name):
    schema = SCHEMAS[name]
    columns = {column.name for column in schema.columns}
    assert set(schema.unique) <= columns
    for column in schema.columns:
        register, _, target = column.references.partition(".")
        if register and register != "items":
            assert target in {other.name for other in SCHEMAS[register].columns}


@pytest.mark.parametrize("name", SCHEMAS)
def test_column_types_fit_their_names(name):
    """Names say what they hold: dates end in _date, flags begin with is_, money has no unit."""
    for column in SCHEMAS[name].columns:
        if column.name.endswith("_date") or column.name == "date":
            assert column.type == "date", column.name
        assert (column.type == "flag") == column.name.startswith("is_"), column.name
        assert (column.type == "month") == (column.name == "period"), column.name
        assert (column.type == "choice") == bool(column.choices), column.name


def test_required_columns_are_those_of_the_reference():
    required = {
        name: [column.name for column in schema.columns if column.is_required]
        for name, schema in SCHEMAS.items()
    }
    assert required["projects"] == ["project_id", "name", "items"]
    assert required["baselines"] == ["project_id", "approved_date", "start_date", "finish_date"]
    assert required["status"] == ["project_id", "report_date", "overall"]
    assert required["risks"] == [
        *("risk_id", "project_id", "kind", "title", "probability", "impact_cost", "opened_date"),
    ]
    assert required["decisions"] == ["decision_id", "raised_date", "question", "owner", "due_date"]
    assert required["training"] == ["team", "topic"]


def test_every_column_says_what_it_means():
    for schema in SCHEMAS.values():
        for column in schema.columns:
            assert column.meaning, (schema.name, column.name)


def test_only_what_a_month_to_come_cannot_have_is_required_once_it_is_over():
    found = {
        (schema.name, column.name)
        for schema in SCHEMAS.values()
        for column in schema.columns
        if column.is_required_once_over
    }
    assert found == {("costs", "actual_cost")}


def test_status_takes_the_five_point_scale():
    overall = next(column for column in SCHEMAS["status"].columns if column.name == "overall")
    assert overall.choices == COLOURS
    assert {"amber/green", "amber/red"} < set(COLOURS)


def test_feedback_score_has_its_bounds():
    score = next(column for column in SCHEMAS["feedback"].columns if column.name == "score")
    assert (score.minimum, score.maximum) == (0, 10)
