"""Writes python_re.json: what Python's `re` makes of many expressions and names.

    python3 tests/data/python_re.py > tests/data/python_re.json

Each case is an expression with, for each of some names, null or the groups of a full match; or the
message with which Python refuses the expression. The expressions are those written out below and
random ones from a fixed seed. Left out are repeated groups whose turn may be empty: there Python
records a last, empty turn, which the automata of other engines do not take.
"""

import json
import random
import re
import sys
import warnings
from re import _constants as code
from re import _parser as parser

NAMES = ["", "a", "b", "ab", "abc", "aab", "h.0.w", "h.10.w", "ln_f.weight", "LN_F", "x{a}", "a b", "é", "²٣_"]

# One expression after another, with `¦` or the end of the line between them.
WRITTEN = r"""
h\.(\d+)\.w¦h.0.w¦.*¦(.*)¦ln_[f1]\.weight¦^h\.(\d+)\.w$¦(?P<i>\d+|h)\.(.*)¦a¦(a)¦(a)(b)?(c)?¦a|ab¦a*?¦a.?
(?:a|ab)(?:c|bc)?¦(a|ab)(c|bcd)?¦a+?b*¦(a??)(a*)b¦(?=a)a¦(?!h\.\d+).+¦(?<=a)b¦a(?<=a)b¦.*(?<!w)¦(?<!ab|cd)c
(a)\1b¦(?P<q>a)(?P=q)b¦(a)?\1¦(?>a|ab)c¦a++b¦a*+b¦a?+ab¦(?:a{1,2})+b¦a{1,2}+b¦(a)?b(?(1)|c)¦(a)?(?(1)b|c)
(?P<g>a)?(?(g)b|c)¦(?:(a)|a)(?(1)c|b)¦(?=a(a{1,2}))a\1b¦a{,2}b¦a{,}¦a{2}b¦a{2,}b¦x{a}¦x{a\}¦x[{]a}¦a{¦a{}¦a{,
{a}¦[]a]¦[^]a]¦[a\]]¦[[:alpha:]]¦[a&&b]¦[a--b]¦[a~~b]¦[a||b]¦[a-]¦[-a]¦[a^]¦[\w.]+¦[^\W\d]¦[a\d]+
\Aa\Z¦a$¦^a¦\ba\b¦\Bb¦a\B.¦\d¦\D¦\w+¦\W¦\s¦\S+¦.+\b¦(?a:\w)+¦(?a)\w+¦(?i)LN_f\..*¦(?i:h)\.0\.W¦(?i)ln_(?-i:f).*
(?s).¦(?m)^a$¦(?x) a b # c¦(?x)a\ b¦(?u)\w¦(?is)A.¦(?i)(?s)A¦(?i)É¦(?ai)É¦(?i)[^A]¦(?ai)[A-C]+¦(?i)(a)\1B
(?#comment)a¦a(?#comment)+b¦\x61¦\u0061b¦\U00000061¦\0¦\07¦\141b¦[\141]b¦\a¦\f¦[\b]¦\t¦a\-¦h\.\d\.w¦ln\_f.*¦\é
()¦(¦)¦a)¦(a¦*a¦a**¦a+*¦^*¦(?:^)*a¦(?=a)*a¦\b+¦a{2,1}¦a{1}{2}¦[a¦[]¦[z-a]¦[\d-a]¦[a-\d]¦\¦\1¦(a)\2¦(\1)
(?P<a>x)(?P<a>y)¦(?P=a)¦(?P<1>a)¦(?P<a)¦(?P>a)¦(?<a>a)¦(?'a'a)¦(?P<é>a)¦a(?i)¦(?L)a¦(?au)a¦(?i-i:a)¦(?-a:a)¦(?z)a
(?i¦(?-)a¦(?-i)a¦\z¦\h¦\e¦\p{L}¦\Q¦\y¦\i¦\x1¦\u12¦\U0011ffff¦\400¦[\400]¦\8¦[\8]¦[\A]¦(?<=a+)b¦(?<=a|bc)b
(?<=(a)\1)b¦(?(2)a|b)¦(?(0)a)¦(?(x)a)¦(a)(?(1)a|b|c)¦(?(1)a)¦(?#a¦(?¦(?P¦(?<¦(?<=a¦(?!a¦(?>a¦(?a¦a|b|
"""


class Maker:
    """Makes random expressions."""

    def __init__(self, rng):
        self.rng = rng
        self.opened = 0
        self.closed = []

    def alternatives(self, depth):
        count = self.rng.choice([1, 1, 1, 2, 3])
        return "|".join(self.sequence(depth) for _ in range(count))

    def sequence(self, depth):
        count = self.rng.choice([0, 1, 1, 2, 2, 3])
        return "".join(self.item(depth) + self.quantifier() for _ in range(count))

    def quantifier(self):
        if self.rng.random() < 0.7:
            return ""
        return self.rng.choice(["*", "+", "?", "{2}", "{1,2}", "{,2}"]) + self.rng.choice(["", "", "", "?"])

    def item(self, depth):
        kind = self.rng.random()
        if kind < 0.5 or depth == 0:
            return self.rng.choice(["a", "b", "c", "0", r"\.", ".", r"\d", r"\w", r"\W", "[ab]", "[^a]", r"[\d_]", "x{a}", "a++"])
        if kind < 0.58:
            return self.rng.choice(["^", "$", r"\b", r"\A", r"\Z"])
        if kind < 0.64 and self.closed:
            return f"(?:\\{self.rng.choice(self.closed)})"
        if kind < 0.68 and self.closed:
            return f"(?({self.rng.choice(self.closed)}){self.sequence(depth - 1)}|{self.sequence(depth - 1)})"
        if kind < 0.85:
            self.opened += 1
            number = self.opened
            inner = self.alternatives(depth - 1)
            self.closed.append(number)
            return f"({inner})"
        opening = self.rng.choice(["(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:"])
        return opening + self.alternatives(depth - 1) + ")"


def has_empty_turns(tree):
    """Whether some repeated part holds a group and can be empty."""
    for operation, argument in tree:
        parts = [argument] if isinstance(argument, parser.SubPattern) else []
        if isinstance(argument, (tuple, list)):
            parts += [part for part in argument if isinstance(part, parser.SubPattern)]
            parts += [part for many in argument if isinstance(many, list) for part in many if isinstance(part, parser.SubPattern)]
        repeats = operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and argument[1] > 1
        if repeats and argument[2].getwidth()[0] == 0 and code.SUBPATTERN in flat(argument[2]):
            return True
        if any(has_empty_turns(part) for part in parts):
            return True
    return False


def flat(tree):
    """All operations of a parsed expression."""
    if isinstance(tree, (parser.SubPattern, tuple, list)):
        return [operation for part in tree for operation in flat(part)]
    return [tree]


def case(expression, names):
    """What Python makes of an expression."""
    try:
        compiled = re.compile(expression)
    except (re.error, OverflowError) as error:
        return [expression, str(error)]
    matches = (compiled.fullmatch(name) for name in names)
    return [expression, {name: match and list(match.groups()) for name, match in zip(names, matches)}]


def random_cases(rng, count):
    """Cases of random expressions that match at least one random name, or are refused."""
    while count > 0:
        expression = Maker(rng).alternatives(3)
        names = ["".join(rng.choice("abc0_.") for _ in range(rng.randint(1, 5))) for _ in range(12)]
        made = case(expression, names)
        if isinstance(made[1], dict):
            made[1] = {name: groups for name, groups in made[1].items() if groups is not None or rng.random() < 0.2}
            if all(groups is None for groups in made[1].values()) or has_empty_turns(parser.parse(expression)):
                continue
        elif rng.random() < 0.9:
            continue
        yield made
        count -= 1


def main():
    warnings.simplefilter("ignore")
    expressions = [expression for line in WRITTEN.strip().splitlines() for expression in line.split("¦")]
    cases = [case(expression, NAMES) for expression in expressions]
    cases += random_cases(random.Random(2), 600)
    lines = (json.dumps(made, ensure_ascii=False) for made in cases)
    version = sys.version.split()[0]
    print('{"python": "%s", "cases": [\n%s\n]}' % (version, ",\n".join(lines)))


if __name__ == "__main__":
    main()
