from data.simulator.hierarchy import epic_histories


def of_level(histories, project, level):
    return [h for h in histories[project].histories if h.item.level == level]


def test_epic_starts_with_its_first_item_and_ends_with_its_last(histories, portfolio):
    workflow = portfolio.workflows["navigator"]
    for epic in of_level(histories, "ATLAS", "epic"):
        below = [h for h in histories["ATLAS"].items if h.item.parent_name == epic.item.name]
        closed = [h.last.changed_at for h in below if h.last.resolution]
        assert bool(epic.last.resolution) is (len(closed) == len(below))
        if epic.last.resolution:
            assert epic.last.changed_at == max(closed)
        if len(epic.changes) > 1:
            assert epic.changes[1].status == "In Progress"
            first = min(c.changed_at for h in below for c in h.changes if c.assignee)
            assert epic.changes[1].changed_at == first
        assert epic.changes[0].status == workflow.to_do_status


def test_epic_without_items_stays_to_do(histories, portfolio):
    epic = of_level(histories, "ATLAS", "epic")[0].item
    (history,) = epic_histories([epic], [], portfolio.workflows["navigator"])
    assert [change.status for change in history.changes] == ["To Do"]


def test_sub_tasks_are_worked_off_while_their_parent_is_built(histories):
    parents = {h.item.name: h for h in histories["ATLAS"].items}
    done = [h for h in of_level(histories, "ATLAS", "sub-task") if h.last.resolution == "Done"]
    assert len(done) > 20
    for task in done:
        moves = parents[task.item.parent_name].status_changes()
        index = next(i for i, move in enumerate(moves) if move.status == "In Progress")
        assert moves[index].changed_at <= task.changes[1].changed_at
        if index + 1 < len(moves):
            assert task.last.changed_at <= moves[index + 1].changed_at


def test_sub_tasks_of_unstarted_work_are_to_do(histories):
    parents = {h.item.name: h for h in histories["ATLAS"].items}
    waiting = [
        h
        for h in of_level(histories, "ATLAS", "sub-task")
        if parents[h.item.parent_name].last.status == "To Do"
    ]
    assert waiting
    assert {h.last.status for h in waiting} == {"To Do"}
