"""What the source code itself may not do: no float, no chance, no clock, no outside world; no figure of the law in a programme."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import aidrules

ROOT = Path(aidrules.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
NAMES = [str(file.relative_to(ROOT)) for file in FILES]
PROGRAMS = sorted((ROOT / "programs").glob("*.py"))
WIRINGS = sorted((ROOT / "jurisdictions").glob("*/*.py"))
MAY_BE_UNSURE = ("study/", "testing/")
"""Where floating point and chance are allowed: what-if studies, and the strategies for tests."""

FORBIDDEN = {
    "asyncio", "cProfile", "ctypes", "dbm", "ftplib", "http", "marshal", "multiprocessing", "pickle", "pty", "requests", "sched", "select", "selectors", "shelve",
    "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "tempfile", "time", "timeit", "urllib", "uuid", "webbrowser", "xmlrpc", "zoneinfo",
}  # fmt: skip
UNSURE = {"cmath", "math", "numpy", "random", "secrets", "statistics"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "localtime", "gmtime", "monotonic", "perf_counter"}
PROCESSES = {"system", "popen", "fork", "spawnl", "execv", "kill", "urandom", "getenv", "environ"}
CODE_FROM_TEXT = {"eval", "__import__"}


INEXACT = {"float16", "float32", "float64", "longdouble", "true_divide", "divide", "mean", "average", "std", "var", "random", "rint", "around"}
"""What of numpy isn't whole numbers."""
WHOLE = "batch/extras.py"
"""The file that imports numpy, for whole numbers alone."""


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> set[str]:
    """The top names of every module imported, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def offences(module: ast.Module, unsure: bool = False) -> list[str]:
    """Everything in a module that the source code may not do."""
    found = [f"imports {name}" for name in sorted(imported(module) & (FORBIDDEN if unsure else FORBIDDEN | UNSURE))]
    cutoffs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.keyword) and node.arg == "cutoff"}  # how alike two names must be
    for node in ast.walk(module):
        where = f"line {getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            found.append(f"{where}: reads a clock, .{node.attr}")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os" and node.attr in PROCESSES:
            found.append(f"{where}: os.{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_FROM_TEXT:
            found.append(f"{where}: {node.func.id}()")
        if unsure:
            continue
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "np" and node.attr in INEXACT:
            found.append(f"{where}: np.{node.attr}")
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex) and id(node) not in cutoffs:
            found.append(f"{where}: the float {node.value}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("float", "round"):
            found.append(f"{where}: {node.func.id}()")
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            found.append(f"{where}: true division")
    return found


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_nothing_is_inexact_left_to_chance_or_asks_the_outside_world(file: Path) -> None:
    module, name = tree(file), file.relative_to(ROOT).as_posix()
    allowed = ["imports numpy"] if name == WHOLE else []
    assert offences(module, unsure=name.startswith(MAY_BE_UNSURE)) == allowed


@pytest.mark.parametrize(
    ("code", "offence"),
    [
        ("import socket", "imports socket"),
        ("from subprocess import run", "imports subprocess"),
        ("def f():\n    import pickle", "imports pickle"),
        ("import urllib.request", "imports urllib"),
        ("import random", "imports random"),
        ("import time", "imports time"),
        ("x = date.today()", "line 1: reads a clock, .today"),
        ("x = datetime.datetime.now()", "line 1: reads a clock, .now"),
        ("x = 1.5", "line 1: the float 1.5"),
        ("x = a / b", "line 1: true division"),
        ("x /= 2", "line 1: true division"),
        ("x = float(a)", "line 1: float()"),
        ("x = round(a, 2)", "line 1: round()"),
        ("x = eval(a)", "line 1: eval()"),
        ("os.system(a)", "line 1: os.system"),
        ("import numpy as np", "imports numpy"),
        ("x = np.float64(a)", "line 1: np.float64"),
        ("x = np.true_divide(a, b)", "line 1: np.true_divide"),
    ],
)
def test_each_of_these_would_be_found(code: str, offence: str) -> None:
    assert offences(ast.parse(code)) == [offence]


def figures(module: ast.Module) -> list[str]:
    """Every number but 0 and 1, and every amount but Money(0), that stands in a programme."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, complex) and node.value not in (0, 1):
            found.append(f"line {node.lineno}: {node.value}")
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            zero = [argument.value for argument in node.args if isinstance(argument, ast.Constant)] == [0] and not node.keywords and len(node.args) == 1
            if name in ("Money", "from_fen", "Quantity", "Fraction", "Decimal", "date", "Month", "parse") and not (name == "Money" and zero):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("file", [*PROGRAMS, *WIRINGS], ids=lambda file: f"{file.parent.name}.{file.stem}")
def test_no_figure_of_the_law_stands_in_a_programme(file: Path) -> None:
    assert figures(tree(file)) == []


@pytest.mark.parametrize(
    "code",
    [
        "x = 70",
        "x = -1 * 6",
        'x = Money("70.00")',
        "x = Money(70)",
        "x = Money.from_fen(0)",
        'x = Money(yuan="1")',
        'x = Fraction("1.3")',
        "x = date(y, m, d)",
        'x = Quantity("30", "min")',
        "x = 1.3",
    ],
)
def test_each_of_these_figures_would_be_found(code: str) -> None:
    assert figures(ast.parse(code)) != []


@pytest.mark.parametrize("code", ["x = Money(0)", "x = a >= 0", "x = a + 1", "x = True", 'x = "70.00"', 'x = standard(Money, "care.rate")'])
def test_zero_one_and_names_of_figures_are_none(code: str) -> None:
    assert figures(ast.parse(code)) == []


UNITS = "元|角|分|次|日|天|周|个月|月|年|岁|周岁|倍|名|人|小时|档|折|成"
GRADES = re.compile(r"(of )?grade [123]( or [123])?|[一二三]级")
"""Grades of a disability are names of an enumeration, and no figures."""
SQUARE_METRE = re.compile(r"m2(?![0-9])")
"""The name of a unit, and no figure."""
IN_WORDS = re.compile(
    rf"[0-9]|[%％‰]|百分之|[零〇一二两三四五六七八九十百千万半]+个?(?:{UNITS})"
    r"|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|thirty|sixty|hundred|half|per cent|percent)\b"
)


def figures_in_words(module: ast.Module) -> list[str]:
    """Every text of a programme (titles, sentences, docstrings) with a number in it: it would go stale when the figure changes."""
    texts = [node for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [f"line {text.lineno}: {text.value}" for text in texts if IN_WORDS.search(SQUARE_METRE.sub("", GRADES.sub("", text.value)))]


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: file.stem)
def test_no_title_or_sentence_of_a_programme_says_a_figure(file: Path) -> None:
    assert figures_in_words(tree(file)) == []


@pytest.mark.parametrize(
    "code",
    [
        '"""At least 1.3 times the dibao standard."""',
        'standard(Money, "a.b", zh="每月不少于三次")',
        '@rule("30分钟服务圈")\ndef f():\n    pass',
        'standard(Money, "a.b", en="the pool of 3 %")',
        '"""The assessment is made before the 10th."""',
        'x = rule("每人每月七十元")',
        '"""A person is visited three times a month."""',
        'ratio = standard(Fraction, "a.b", default="0.03")',
    ],
)
def test_each_of_these_sentences_would_be_found(code: str) -> None:
    assert figures_in_words(ast.parse(code)) != []


@pytest.mark.parametrize(
    "code",
    ['x = "重度残疾（一级、二级）"', '"""The disability is of grade 1 or 2."""', 'x = "第三方陪护已签协议"', 'x = "一段住院的陪护费"', '"""At least one."""'],
)
def test_names_with_a_numeral_in_them_are_no_figures(code: str) -> None:
    assert figures_in_words(ast.parse(code)) == []


def test_there_is_something_to_look_at() -> None:
    assert len(WIRINGS) >= 4
    assert len(PROGRAMS) >= 2
    assert {"facts/money.py", "__main__.py", "decide/interpreter.py"} <= set(NAMES)


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_file_is_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400
