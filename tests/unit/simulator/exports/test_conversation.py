from data.simulator.exports.conversation import account_id, attachments, comments, watchers


def test_account_ids_are_stable_and_say_no_name():
    assert account_id("Meera Pillai") == account_id("Meera Pillai") != account_id("Meera Pilai")
    assert len(account_id("Meera Pillai")) == 24


def test_every_stop_is_explained_by_its_cause(portfolio, histories):
    project = histories["ATLAS"].project
    said = {cause.name: cause.comment for cause in project.causes}
    stopped = [h for h in histories["ATLAS"].items if any(c.blocked_by for c in h.changes)]
    assert stopped
    for history in stopped:
        cause = next(c.blocked_by for c in history.changes if c.blocked_by)
        texts = [c.text for c in comments(portfolio, project, history, histories["ATLAS"].ends_at)]
        assert f"*Blocked:* {said[cause]}" in texts


def test_comments_follow_the_changes_in_time(portfolio, histories):
    atlas = histories["ATLAS"]
    for history in atlas.items:
        said = comments(portfolio, atlas.project, history, atlas.ends_at)
        assert all(c.written_at > history.item.created_at for c in said)
        assert all(c.written_at <= atlas.ends_at for c in said)


def test_watchers_are_named_once(histories):
    atlas = histories["ATLAS"]
    for history in atlas.items:
        people = watchers(atlas.project, history)
        assert people[0] == history.item.reporter
        assert len(people) == len(set(people))
        assert (atlas.project.lead in people) or not any(c.blocked_by for c in history.changes)


def test_few_items_have_pictures_and_some_have_several(histories):
    atlas = histories["ATLAS"]
    counts = [len(list(attachments(atlas.project, history))) for history in atlas.items]
    assert 0.03 < sum(n > 0 for n in counts) / len(counts) < 0.25
    assert max(counts) > 1
    epics = [h for h in atlas.histories if h.item.level == "epic"]
    assert not [1 for epic in epics if list(attachments(atlas.project, epic))]
