import pytest

from pipelines.extract.models.reliability import auc, brier, by_bins, calibration_error, figures

SCORED = [(0.9, True), (0.8, True), (0.8, False), (0.1, False)]


def test_figures_of_calibration() -> None:
    assert auc(SCORED) == pytest.approx(3.5 / 4)
    assert brier(SCORED) == pytest.approx((0.01 + 0.04 + 0.64 + 0.01) / 4)
    assert by_bins(SCORED) == [(1, 0.1, 0.0), (2, 0.8, 0.5), (1, 0.9, 1.0)]
    assert calibration_error(SCORED) == pytest.approx((0.1 + 2 * 0.3 + 0.1) / 4)


def test_a_card_gets_a_line_for_all_and_one_for_each_bin() -> None:
    assert figures(SCORED) == [
        "AUC 0.875, accuracy 0.750, Brier score 0.1750, expected calibration error 0.200",
        "1 rows: mean score 0.10, right 0.00",
        "2 rows: mean score 0.80, right 0.50",
        "1 rows: mean score 0.90, right 1.00",
    ]
