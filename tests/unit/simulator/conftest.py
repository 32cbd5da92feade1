"""The portfolio as it is described, simulated once, for all tests of the simulator."""

import pytest

from data.simulator.description import read_portfolio
from data.simulator.people import office_time
from data.simulator.planning import plan_items
from data.simulator.sample import sample_texts
from data.simulator.simulation import simulate
from data.simulator.truth import project_truth


@pytest.fixture(scope="session")
def portfolio():
    return read_portfolio()


@pytest.fixture(scope="session")
def planned(portfolio):
    return {
        project.project_id: plan_items(portfolio, project, office_time(portfolio, project))
        for project in portfolio.projects
    }


@pytest.fixture(scope="session")
def histories(portfolio):
    return {history.project.project_id: history for history in simulate(portfolio)}


@pytest.fixture(scope="session")
def truths(portfolio, histories):
    return {name: project_truth(history, portfolio) for name, history in histories.items()}


@pytest.fixture(scope="session")
def texts(portfolio):
    return sample_texts(portfolio)
