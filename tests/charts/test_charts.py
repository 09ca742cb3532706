"""What holds for every chart: it is listed, drawn alone, the same each time, and told in words and numbers."""

import csv
import io
import os
import subprocess
import sys
import threading
import warnings

import matplotlib
import pytest
from conftest_charts import CATEGORIES, METHODS, SERVICES, YEAR, Table, count, rich_table, services, shares

from complaints_report.charts import CHARTS, numbers_csv, save_chart
from complaints_report.charts.chart import Chart
from complaints_report.errors import CommandError

NAMES = list(CHARTS)
