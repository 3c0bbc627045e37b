# SPDX-License-Identifier: Apache-2.0
"""Second evaluator of attest.model/1, in exact fractions: evaluate.py MODEL CASES [MODEL CASES ..] [--state]
CASES is {"cases": [{"tokens": [["1", "2"], ..]}]}. Prints {"answer": [..]} a case, or {"undefined": why}, with
"given_back" for whole_state (is it the answer's embedding?) and "state" for --state. Wires are enclosing pairs."""
import functools, json, operator, pathlib, sys
from fractions import Fraction as F
from itertools import product
from math import floor, prod

def require(condition, why):
    if not condition: raise ArithmeticError(why)
def lift(operation):  # an operation that is monotone or bilinear, on enclosures
    def lifted(*args):
        ends = [operation(*corner) for corner in product(*map(set, args))]
        return F(min(ends)), F(max(ends))
    return lifted
def exactly(operation):
    def decided(*args):
        low, high = lift(operation)(*args)
        require(low == high, "a number is irrational or not known well enough")
        return low, high
    return decided
@functools.lru_cache(None)
def cosine(turns):
    turns = abs(turns - round(turns))  # by Niven only twelfths 0, 2, 3, 4, 6 have rational ones
    twelfths = {F(0): F(1), F(2): F(1, 2), F(3): F(0), F(4): F(-1, 2), F(6): F(-1)}
    if 12 * turns in twelfths: return (twelfths[12 * turns],) * 2
    pi = F("3.14159265358979323846264338327950288419716939937510")  # within 10^-50
    x = F(floor(2 * pi * turns * 2**200), 2**200)  # in [0, 3.15], within 1.1 * 10^-50
    total, term, k = F(0), F(1), 0
    while k < 4 or abs(term) > F(1, 10**50):  # from k = 2 on alternating and decreasing
        total, term, k = total + term, -term * x * x / ((k + 1) * (k + 2)), k + 2
    return total - F(4, 10**50), total + F(4, 10**50)
ADD, SUB, MUL, DIV = map(lift, (operator.add, operator.sub, operator.mul, operator.truediv))
SIGN, FLOOR, SAME = map(exactly, (lambda x: (x > 0) - (x < 0), floor, lambda x: x))
OPERATIONS = {
    "add": ADD, "sub": SUB, "mul": MUL, "floor": FLOOR, "min": lift(min), "max": lift(max),
    "div": lambda a, b: require(SIGN(b)[0], "a division by zero") or DIV(a, b),
    "mod": lambda a, b: (require(SIGN(b)[0] > 0, "a modulus that is not positive")
                         or SUB(a, MUL(b, FLOOR(DIV(a, b))))),
    "less": exactly(operator.lt), "select": lambda c, a, b: a if SIGN(c)[0] else b,
    "relu": lift(lambda x: max(x, F(0))), "round": exactly(lambda x: floor(x + F(1, 2))),
    "cos_turns": lambda x: cosine(SAME(x)[0]), "sin_turns": lambda x: cosine(SAME(x)[0] - F(1, 4))}
def weight(w): return F(w if isinstance(w, str) else w["value"])
def run(circuit, fields, position, length):
    wires = []
    for step in circuit["steps"]:
        op, args = step["op"], step.get("args", [])
        if op in OPERATIONS:
            value = OPERATIONS[op](*(wires[a] for a in args))
        elif op == "table":
            index = SAME(wires[args[0]])[0]
            require(index in range(len(step["table"])), "a table index outside the table")
            value = (weight(step["table"][int(index)]),) * 2
        else:
            value = (F(fields[args[0]]) if op == "input" else weight(step["constant"])
                     if op == "constant" else F({"position": position, "length": length}[op]),) * 2
        wires.append(value)
    return [(out["name"], out["at"], SAME(wires[out["wire"]])[0]) for out in circuit["out"]]
def assign(model, row, *place):
    coordinates = [(r["name"], at) for r in model["registers"] for at in range(r["size"])]
    row.update((coordinates.index((name, at)), value) for name, at, value in run(*place))
def embed(model, tokens):
    first, last = ([(t["embed"], ()) for t in model["extra_tokens"] if t["is_first"] == side]
                   for side in (True, False))
    sequence = first + [(model["embed"], token) for token in tokens] + last
    width = sum(r["size"] for r in model["registers"])
    state = [dict.fromkeys(range(width), F(0)) for _ in sequence]
    for i, (row, (circuit, fields)) in enumerate(zip(state, sequence)):
        assign(model, row, circuit, fields, i, len(sequence))
    return state, len(first)
def apply(linear, row):
    result = {}
    for source, target, w in linear:
        result[target] = result.get(target, F(0)) + weight(w) * row[source]
    return result
def pattern(head, scores, rule):  # the weight of each visible key
    norm, best = head["norm"], max(scores.values())
    if norm == "linear": return scores
    if norm == "relu_mean": return {c: max(s, 0) / F(len(scores)) for c, s in scores.items()}
    require(norm != "softmax_e", "softmax_e is not rational")
    if norm == "softmax_base":
        require(all(s == floor(s) for s in scores.values()), "a score is not an integer")
        shares = {c: F(int(head["base"])) ** int(s - best) for c, s in scores.items()}
    else:
        winners = [c for c in sorted(scores) if scores[c] == best]
        require(norm != "unique_hardmax" or len(winners) == 1, "a tie under unique_hardmax")
        kind = (rule if norm == "any_hardmax" else norm).split("_")[0]
        winners = {"leftmost": winners[:1], "rightmost": winners[-1:]}.get(kind, winners)
        shares = dict.fromkeys(winners, F(1))
    total = sum(shares.values())
    return {c: share / total for c, share in shares.items()}
def attend(model, head, x, rule):  # a column is a tuple of one key, or of two for third order
    keys, values = ([[apply(m, row) for row in x] for m in head[p]] for p in ("keys", "values"))
    entry = lambda vectors, c, r: prod(vectors[m][j].get(r, 0) for m, j in enumerate(c))
    sees = lambda *pair: run(model["masks"][head["mask"]], pair, pair[0], len(x))[0][2] == 1
    for i, row in enumerate(x):
        visible = [j for j in range(len(x)) if head["mask"] < 0 or sees(i, j)]
        query = apply(head["query"], row)
        scores = {c: sum(q * entry(keys, c, r) for r, q in query.items())
                  for c in product(visible, repeat=len(keys))}
        shares = pattern(head, scores, rule).items() if scores else ()
        yield apply(head["out"], {r: sum(share * entry(values, c, r) for c, share in shares)
                                  for r, _, _ in head["out"]})
def layer(model, block, x, rule):
    gains = [list(attend(model, head, x, rule)) for head in block["heads"]]
    for i, row in enumerate(x):
        for gain in gains: row.update((at, row[at] + value) for at, value in gain[i].items())
        old = dict(row)
        for unit in block["mlp"]:
            h = max(sum(weight(w) * old[at] for at, w in unit["in"]) + weight(unit["bias"]), 0)
            row.update((at, row[at] + weight(w) * h) for at, w in unit["out"])
    for circuit in block["token_maps"]:
        for i, row in enumerate(x): assign(model, row, circuit, row, i, len(x))
def decode(model, x, first, inputs):
    decoder, answer = model["decode"], []
    accept, reject = weight(decoder["accept"]), weight(decoder["reject"])
    read, extra = range(first, first + inputs), model["extra_tokens"]
    if decoder["at"] == "first_extra": read = [0 if extra[0]["is_first"] else first + inputs]
    for i in {"first_input": read[:1], "last_input": read[-1:]}.get(decoder["at"], read):
        values = [v for *_, v in run(decoder["circuit"], x[i], i, len(x))]
        if decoder["readout"] == "argmax": values = [F(values.index(max(values)))]
        if decoder["readout"] == "threshold":
            values = [F((v >= accept) + (v > reject), 2) for v in values]
        answer += values
    return answer
def evaluate(model, tokens):
    norms = {head["norm"] for block in model["blocks"] for head in block["heads"]}
    results = []
    for rule in ("average", "leftmost", "rightmost")[:3 if "any_hardmax" in norms else 1]:
        x, first = embed(model, tokens)
        for block, times in model["schedule"]:
            for _ in range(times): layer(model, model["blocks"][block], x, rule)
        results.append((decode(model, x, first, len(tokens)), x))
    answer, x = results[0]
    require(all(other == answer for other, _ in results), "the tie rules give different answers")
    result = {"answer": answer}
    if model["decode"]["readout"] == "whole_state":
        decoded = list(zip(*[iter(answer)] * len(model["fields"])))  # fields of a token at a time
        result["given_back"] = all(x == embed(model, decoded)[0] for _, x in results)
    return result | ({"state": [list(row.values()) for row in x]} if "--state" in sys.argv else {})

files = (json.loads(pathlib.Path(path).read_text()) for path in sys.argv[1:] if path != "--state")
for description, cases in zip(files, files):
    for case in cases["cases"]:
        try:
            print(json.dumps(evaluate(description, case["tokens"]), default=str))
        except ArithmeticError as error:
            print(json.dumps({"undefined": str(error)}))
