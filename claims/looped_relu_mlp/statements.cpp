// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of the network, on which states, against which ground truth.
#include <string>
#include <utility>

#include "claims/looped_relu_mlp/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/function.hpp"

namespace attest::looped_relu_mlp {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

using Points = Function<std::vector<Params>(Rung)>;
/// The states a statement is checked on.
using Space = check::CaseSpace (*)(const Size&, std::uint64_t seed);

check::CaseSpace states(const Size& size, std::uint64_t) { return all_states(size); }
check::CaseSpace some_states(const Size& size, std::uint64_t seed) {
  return random_states(size, 200, seed);
}
check::CaseSpace many_states(const Size& size, std::uint64_t seed) {
  return random_states(size, 20'300, seed);
}
check::CaseSpace runs(const Size& size, std::uint64_t seed) {
  return random_runs(size, 20'000, 50, seed);  // 10^6 loops
}

Params point(std::int64_t words, std::int64_t word_bits) {
  return {{"words", words}, {"word_bits", word_bits}};
}

/// These points from `least` on.
Points from(Rung least, const std::vector<Params>& points) {
  return [=](Rung rung) { return rung < least ? std::vector<Params>{} : points; };
}

/// One point on every rung, more from the nightly rung on.
Points growing(const std::vector<Params>& fast, const std::vector<Params>& nightly) {
  std::vector<Params> all = fast;
  all.insert(all.end(), nightly.begin(), nightly.end());
  return [=](Rung rung) { return rung == Rung::fast ? fast : all; };
}

Statement about(Form form, const std::string& label) {
  Statement result{.claim = claim_id, .label = label};
  result.standing = check::Standing::strengthened;
  result.sentence =
      form == Form::plain
          ? "For all $M = 2^K \\ge 2$ and $N \\ge 1$ a plain ReLU network with integer weights and "
            "6 hidden layers of $M+MN+K$, $4MN+K$, $2M+N+MN+K$, $3MN+M+N+K$, $MN+M+7N+6K+8$ and "
            "$2MN+2K$ units maps the $MN+K$ bits of every state of a SUBLEQ machine with one "
            "memory of $M$ words of $N$ bits to the bits of the next state."
          : "The same network with each sum of units kept as a wire between two layers: "
            "$26MN+6N^2+27N+MK+2Mu+2M+3K^2+18K+u+10$ nonzero weights, $u = \\min(N,K)$.";
  result.fidelity.published =
      "A looped ReLU network of 23 layers executes SUBLEQ on a memory of n words.";
  result.parameters = {{.name = "words", .meaning = "M = 2^K: words of memory", .lo = 2, .hi = 256},
                       {.name = "word_bits", .meaning = "N: bits of a word", .lo = 2, .hi = 32}};
  return result;
}

/// What a statement checks.
struct Shape {
  Form form = Form::plain;
  const char* label;
  const char* title;
  const char* states;  ///< in words
  Space space;
};

Statement one_step(const Shape& shape, Points points, Points mutant_points) {
  Statement statement = about(shape.form, shape.label);
  statement.title = shape.title;
  statement.fidelity.checked =
      std::string("Exact weights, every bit of the next state, on ") + shape.states + ".";
  statement.fidelity.gap =
      "The stated sizes. One step from every state covers runs of every length by induction. The "
      "published network is another one; its sentence is recalled.";
  statement.points = std::move(points);
  statement.mutant_points = std::move(mutant_points);
  const auto make = [shape](const Params& params, std::uint64_t seed) {
    const Size size = size_of(params);
    Computes result{.model = network(shape.form, size),
                    .task = task::subleq_bits(size.task()),
                    .inputs = shape.space(size, seed)};
    result.promises = promises(shape.form, size, result.model);
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make, mutants(shape.form));
}

Statement all_small() {
  Statement result = one_step({.label = "S1",
                               .title = "Six hidden layers execute one instruction",
                               .states = "all states of small machines",
                               .space = states},
                              growing({point(4, 2), point(2, 3)}, {point(4, 3), point(4, 4)}),
                              [](Rung) { return std::vector<Params>{point(4, 2)}; });
  result.figure = check::figure_at(result, point(8, 3), datapath_figure);
  return result;
}

std::vector<Statement> statements() {
  std::vector<Statement> all;
  all.push_back(all_small());
  all.push_back(one_step({.form = Form::factored,
                          .label = "S1.factored",
                          .title = "Six hidden layers with sums as wires",
                          .states = "all states of small machines",
                          .space = states},
                         growing({point(4, 2)}, {point(4, 3), point(4, 4)}),
                         from(Rung::nightly, {point(4, 2)})));
  all.push_back(one_step(
      {.label = "S1.states",
       .title = "Six hidden layers, random states",
       .states = "random states of larger machines",
       .space = some_states},
      [](Rung) { return std::vector<Params>{point(16, 8)}; }, check::no_points));
  all.push_back(one_step({.label = "S1.sample",
                          .title = "Six hidden layers, many random states",
                          .states = "random states of larger machines",
                          .space = many_states},
                         from(Rung::nightly, {point(8, 3), point(16, 8), point(64, 16)}),
                         check::no_points));
  all.push_back(one_step({.form = Form::factored,
                          .label = "S1.programs",
                          .title = "Six hidden layers, a million loops of random machines",
                          .states = "the states that random machines come through",
                          .space = runs},
                         from(Rung::nightly, {point(8, 6)}), check::no_points));
  all.push_back(one_step(
      {.label = "S1.words",
       .title = "Six hidden layers, eight words",
       .states = "all states of eight words",
       .space = states},
      [](Rung rung) {
        std::vector<Params> points;
        if (rung != Rung::fast) points.push_back(point(8, 2));
        if (rung == Rung::exhaustive) points.push_back(point(8, 3));
        return points;
      },
      check::no_points));
  // The published sentence was not read in the paper's own text.
  for (Statement& statement : all) statement.is_recalled = true;
  return all;
}

constexpr const char* run_help =
    "FILE: an image, integers from address 0 on, separated by blanks, commas or line ends; with "
    "--set format=assembly a text with labels (README). --set dialect=wrapped is needed: addresses "
    "mod M, no console, a machine halts by coming back to the same state. --set word_bits=N (2 to "
    "32, default 16), --set words=M (a power of two, zero behind the image; default: the least "
    "that holds it), --set check_every=K (every K-th loop is evaluated literally too, as loops 1, "
    "2, 4, ... are; default 0: no others), --statement S1|S1.factored (default S1, up to 128 "
    "words), --max-steps K (default 100000), --trace FILE --from A --to B.";

}  // namespace

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "A looped ReLU network of six hidden layers executes SUBLEQ",
      .paper =
          "Looped ReLU MLPs May Be All You Need as Practical Programmable Computers, Liang, Sha, "
          "Shi, Song, Zhou, AISTATS 2025",
      .arxiv = "2410.09375",
      .family = "looped transformers",
      .bibtex =
          "@inproceedings{liang2025looped,\n"
          "  title = {Looped {ReLU} {MLPs} May Be All You Need as Practical Programmable "
          "Computers},\n"
          "  author = {Liang, Yingyu and Sha, Zhizhou and Shi, Zhenmei and Song, Zhao and Zhou, "
          "Yufa},\n"
          "  booktitle = {International Conference on Artificial Intelligence and Statistics},\n"
          "  year = {2025}\n}"};
  claim.statements = statements();
  claim.series = series();
  claim.run = run;
  claim.run_help = run_help;
  return claim;
}

}  // namespace attest::looped_relu_mlp
