from datetime import date, datetime, time

from data.simulator.people import office_time, workers
from data.simulator.working_time import NEVER


def people_of(portfolio, name):
    project = next(p for p in portfolio.projects if p.project_id == name)
    return {worker.name: worker for worker in workers(portfolio, project)}


def days_of(worker):
    return {shift.starts_at.date() for shift in worker.working_time.shifts}


def test_nobody_works_at_weekends_or_on_bank_holidays(portfolio):
    for worker in people_of(portfolio, "ATLAS").values():
        assert all(day.weekday() < 5 and day not in portfolio.holidays for day in days_of(worker))


def test_part_time_people_work_on_their_days_only(portfolio):
    assert {day.weekday() for day in days_of(people_of(portfolio, "ATLAS")["Owen Pritchard"])} == {
        *range(4)
    }


def test_people_are_on_leave_now_and_then_and_not_all_at_once(portfolio):
    people = people_of(portfolio, "ATLAS")
    office = {s.starts_at.date() for s in office_time(portfolio, portfolio.projects[0]).shifts}
    year = {day for day in office if date(2025, 10, 1) <= day <= date(2026, 9, 30)}
    away = {
        name: len(year - days_of(worker))
        for name, worker in people.items()
        if name not in ("Owen Pritchard", "Ingrid Solheim")
    }
    assert all(5 <= days <= 45 for days in away.values()), away
    assert len(set(away.values())) > 1


def test_nobody_starts_on_the_stroke(portfolio):
    shifts = people_of(portfolio, "CORAL")["Morag Sinclair"].working_time.shifts
    starts = [shift.starts_at.time() for shift in shifts]
    assert len(set(starts)) > len(starts) / 2
    assert all(shift.ends_at > shift.starts_at for shift in shifts)
    assert min(starts) >= time(8, 50)


def test_people_who_are_moved_stop_taking_work(portfolio):
    people = people_of(portfolio, "BOREAL")
    assert people["Sunniva Berg"].takes_work_until == datetime(2026, 7, 27)
    assert people["Gareth Llewellyn"].takes_work_until == NEVER


def test_a_skill_that_is_away_takes_its_days_from_those_who_have_it(portfolio):
    people = people_of(portfolio, "CORAL")
    closed = {date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 18)}
    for name, worker in people.items():
        assert bool(closed & days_of(worker)) is ("test" not in worker.skills), name


def test_a_story_moves_no_other_day_of_anybody(portfolio):
    told, untold = (
        people_of(portfolio, "CORAL"),
        people_of(portfolio.without("test pier closed"), "CORAL"),
    )
    for name, worker in told.items():
        kept = set(worker.working_time.shifts)
        assert kept <= set(untold[name].working_time.shifts)
        dropped = set(untold[name].working_time.shifts) - kept
        assert {s.starts_at.date() for s in dropped} <= {date(2026, 9, d) for d in (16, 17, 18)}
