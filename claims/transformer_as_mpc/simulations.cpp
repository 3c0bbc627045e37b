// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program against the literal evaluation of the model that it runs.
#include <memory>
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/literal.hpp"

namespace attest::transformer_as_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::mpc::Program;

Shape shape_of(const Params& params) {
  return {.layers = params.at("layers"),
          .heads = params.at("heads"),
          .head_dimension = params.at("dimension"),
          .number = params.at("draw")};
}

/// What a program leaves of a case.
std::vector<Rational> outputs_of_run(const Program& program, const check::Case& tokens) {
  auto result = machine::mpc::run(program, words_of(tokens));
  if (!result) throw model::Undefined("a word of the program");
  return std::move(result->outputs);
}

std::vector<check::Parameter> model_parameters() {
  return {{.name = "layers", .meaning = "L: layers", .lo = 1, .hi = 8},
          {.name = "heads", .meaning = "heads a layer", .lo = 1, .hi = 8},
          {.name = "dimension", .meaning = "of a head", .lo = 1, .hi = 8},
          {.name = "draw", .meaning = "number of the drawn weights", .lo = 0, .hi = 1000},
          {.name = "n", .meaning = "N: tokens", .lo = 1, .hi = 64},
          {.name = "b", .meaning = "fan-out of the trees", .lo = 2, .hi = 64}};
}

Params drawn_point(std::int64_t layers, std::int64_t heads, std::int64_t dimension,
                   std::int64_t draw, std::int64_t n, std::int64_t b) {
  return {{"layers", layers}, {"heads", heads}, {"dimension", dimension},
          {"draw", draw},     {"n", n},         {"b", b}};
}

Agrees subject_of_words(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  return simulated(drawn_model(shape_of(params)), n, params.at("b"),
                   check::words(static_cast<int>(n), 3));
}

Program program_of_words(const Params& params) {
  return simulation(drawn_model(shape_of(params)), params.at("n"), params.at("b"));
}

Statement every_word() {
  Statement statement =
      check::about(claim_id, "S1", "Machines run a transformer in few rounds a layer");
  statement.sentence =
      "For $\\delta' > \\delta$ an $L$-layer transformer on $N$ tokens with $mH = O(N^{\\delta})$ "
      "is simulated by a $(1 + \\delta', \\delta')$-MPC protocol of $O(L / (\\delta' - \\delta))$ "
      "rounds on $O(N^2)$ machines. Checked: for fan-out $b \\ge 2$ a program of $N^2 + N$ "
      "machines gives every decoded number of the model in $L(2\\lceil\\log_b N\\rceil + 2)$ "
      "rounds.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Theorem 3.4: O(L / (delta' - delta)) rounds of a (1 + delta', delta')-MPC with O(N^2) "
          "machines.",
      .checked =
          "Programs as data, made from drawn integer weights of softmax heads and ReLU units, on "
          "every word: the whole stream after the last layer, exactly.",
      .gap =
          "The stated models and N; base 2 in place of e, scores rounded to integers between "
          "layers; words are exact numbers, their bits are bounded in S2.bits."};
  statement.parameters = model_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= 5; ++n) {
      points.push_back(drawn_point(1, 1, 2, n, n, 2));
      points.push_back(drawn_point(1, 2, 1, n, n, 3));
      points.push_back(drawn_point(2, 2, 1, n, n, 2));
    }
    if (rung == Rung::fast) return points;
    for (std::int64_t draw = 10; draw < 14; ++draw) {
      for (const std::int64_t b : {2, 3, 4}) {
        points.push_back(drawn_point(1, 2, 2, draw, 5, b));
        points.push_back(drawn_point(3, 2, 2, draw, 5, b));
        points.push_back(drawn_point(2, 3, 1, draw, 6, b));
      }
    }
    points.push_back(drawn_point(2, 1, 2, 20, 7, 2));
    points.push_back(drawn_point(2, 1, 2, 21, 7, 3));
    points.push_back(drawn_point(3, 2, 2, 22, 8, 2));
    points.push_back(drawn_point(2, 2, 1, 23, 9, 3));
    return points;
  };
  // 3 is no power of the fan-out 2; at 4 the order of the sums matters.
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{drawn_point(1, 1, 2, 1, 3, 2), drawn_point(2, 2, 1, 4, 4, 2)};
  };
  Statement result =
      derive::agrees(std::move(statement), subject_of_words, derive::twists_of(wrong_choices()));
  add_broken_programs(result, subject_of_words, program_of_words);
  return result;
}

Statement random_words() {
  Statement statement = check::about(claim_id, "S1.deep", "Several layers of several heads");
  statement.sentence =
      "Programs of deeper models give every decoded number on random words of more tokens.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Drawn integer weights on seeded words, exactly.",
                        .gap = "A sample."};
  statement.parameters = model_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points{drawn_point(3, 2, 2, 30, 21, 3)};
    if (rung == Rung::fast) return points;
    points.push_back(drawn_point(4, 2, 2, 31, 16, 2));
    points.push_back(drawn_point(4, 4, 2, 32, 16, 4));
    points.push_back(drawn_point(3, 2, 2, 33, 27, 3));
    points.push_back(drawn_point(2, 2, 2, 34, 32, 6));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const auto n = static_cast<int>(params.at("n"));
    const auto draw = [n](Random& random, std::int64_t) -> std::optional<check::Case> {
      check::Case word(n, 1);
      for (int i = 0; i < n; ++i) word(i, 0) = random.below(3);
      return word;
    };
    return simulated(drawn_model(shape_of(params)), n, params.at("b"),
                     check::sampled("words of " + std::to_string(n) + " letters", 40, seed,
                                    pow(Integer(3), static_cast<unsigned>(n)),
                                    "one evaluation costs N^2 pairs in each layer", draw));
  };
  return derive::agrees(std::move(statement), make, {});
}

}  // namespace

Agrees simulated(model::Transformer network, std::int64_t n, std::int64_t fan_out,
                 check::CaseSpace cases) {
  const auto literal = std::make_shared<const model::Literal>(std::move(network));
  const auto program = std::make_shared<const Program>(simulation(literal->network, n, fan_out));
  const auto left = [=](const check::Case& tokens, const std::string& twist) {
    if (twist.empty()) return outputs_of_run(*program, tokens);
    return outputs_of_run(
        simulation(literal->network, n, fan_out, derive::choices_of(wrong_choices(), twist)),
        tokens);
  };
  const auto right = [=](const check::Case& tokens) { return literal->evaluator.answer(tokens); };
  const machine::mpc::Ledger ledger = machine::mpc::ledger_of(*program);
  const auto layers = static_cast<std::int64_t>(std::ssize(literal->network.schedule));
  const std::int64_t limit = word_limit(load_of(literal->network), fan_out);
  return Agrees{
      .relation = derive::Relation::equal,
      .left = left,
      .right = right,
      .cases = std::move(cases),
      .arithmetic = check::Arithmetic::rational,
      .evaluator = "machines with word accounting",
      .promises = {check::at_most("rounds", "L (2 ceil(log_b N) + 2)",
                                  layers * (2 * tree_depth(n, fan_out) + 2), ledger.rounds),
                   check::at_most("machines", "N^2 + N", n * n + n, std::ssize(program->memory)),
                   check::at_most("words sent by a machine in a round", "(b - 1) 3m", limit,
                                  ledger.most_sent),
                   check::at_most("words received by a machine in a round", "(b - 1) 3m", limit,
                                  ledger.most_received),
                   check::at_most("words that a pair machine holds", "3 (b - 1) 3m", 3 * limit,
                                  program->memory.back())}};
}

void add_broken_programs(Statement& statement, AgreesAt make, ProgramAt build) {
  statement.mutants = [named = statement.mutants, make, build](const Params& params,
                                                               std::uint64_t seed) {
    std::vector<check::Mutant> result = named(params, seed);
    const auto base = std::make_shared<const Agrees>(make(params, seed));
    for (BrokenProgram& broken : broken_programs(build(params))) {
      result.push_back({.name = std::move(broken.name),
                        .origin = check::Origin::generic,
                        .why = std::move(broken.why),
                        .subject = [base, program = std::move(broken.program)] {
                          Agrees wrong = *base;
                          wrong.left = [program](const check::Case& tokens, const std::string&) {
                            return outputs_of_run(program, tokens);
                          };
                          return derive::make_subject(std::move(wrong));
                        }});
    }
    return result;
  };
}

std::vector<Statement> simulation_statements() {
  std::vector<Statement> result{every_word()};
  for (Statement& statement : attention_statements()) result.push_back(std::move(statement));
  result.push_back(random_words());
  return result;
}

}  // namespace attest::transformer_as_mpc
