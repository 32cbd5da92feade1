import pytest

from pmo_analytics.sources.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fix Version/s", "fix_versions"),
        ("À faire", "A faire"),
        ("Issue key", "issueKey"),
        ("Łódź", "lodz"),
        ("Обновленo", "Обновлено"),  # the last letter of the first is Latin
        ("Сделaть", "Сделать"),
        ("Straße", "STRASSE"),
        ("ﾃｽﾄ", "テスト"),
        ("№", "No."),
        (" # ", "#"),
    ],
)
def test_names_that_a_reader_takes_for_the_same_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Original estimate", "Σ Original estimate"),
        ("Parent", "Parent id"),
        ("Created", "Creator"),
        ("作成日", "更新日"),
        ("#", ""),
    ],
)
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)
