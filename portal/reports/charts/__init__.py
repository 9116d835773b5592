from portal.reports.charts.canvas import Chart
from portal.reports.charts.dot_plot import DotRow, DotWords, dot_plot
from portal.reports.charts.heat_map import Cell, HeatRow, heat_map
from portal.reports.charts.reading import reading

__all__ = ["Cell", "Chart", "DotRow", "DotWords", "HeatRow", "dot_plot", "heat_map", "reading"]
