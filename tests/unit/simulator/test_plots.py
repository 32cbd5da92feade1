from dataclasses import replace

from data.simulator.items import Fate
from data.simulator.plots import told


def project_of(portfolio, name):
    return next(p for p in portfolio.projects if p.project_id == name)


def item_of(planned, name, title):
    return next(item for item in planned[name] if item.title == title)


def test_what_is_held_up_reaches_its_stage_and_stops_there(portfolio, planned):
    gannet = project_of(portfolio, "GANNET")
    item = item_of(planned, "GANNET", "Time a full charge at Northquay")
    doomed = replace(item, fate=replace(item.fate, block=None, cancelled_after=3, cancelled_in=0))
    block = told(doomed, portfolio, gannet).fate.block
    assert (block.stage, block.cause) == (1, "shore power")
    assert told(doomed, portfolio, gannet).fate == item.fate


def test_an_item_that_nothing_is_told_of_stays_as_it_is(portfolio, planned):
    gannet = project_of(portfolio, "GANNET")
    item = item_of(planned, "GANNET", "Watch every cell from the bridge")
    assert told(item, portfolio, gannet) == item


def test_a_story_that_is_left_out_holds_nothing_up(portfolio, planned):
    item = item_of(planned, "GANNET", "Time a full charge at Northquay")
    free = replace(item, fate=Fate())
    other = portfolio.without("waits for shore power")
    assert told(free, other, project_of(other, "GANNET")) == free


def test_deleted_and_moved_items_know_when(planned):
    deleted = item_of(planned, "EMBER", "Ask the grid company for more power at Eastholm")
    moved = item_of(planned, "EMBER", "Give power to the pilot boats at Northquay")
    assert deleted.deleted_at.isoformat() == "2026-08-20T10:12:40"
    assert (moved.former_key, moved.moved_at.day) == ("GANNET-139", 6)
    assert "GANNET-139" not in {item.key for item in planned["GANNET"]}
