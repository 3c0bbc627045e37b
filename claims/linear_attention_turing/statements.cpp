// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README, and what they share.
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::linear_attention_turing {

using machine::turing::Tables;

int positions_for(const Tables& tables, int cells, int steps) {
  return tables.states * tables.symbols + cells + 1 + 2 * steps + 2;
}

Tables tables_of(const check::Params& params) {
  return {.states = static_cast<int>(params.at("states")),
          .symbols = static_cast<int>(params.at("symbols")),
          .has_halting = true,
          .has_missing = params.at("missing") != 0};
}

std::vector<check::Parameter> table_parameters() {
  return {{.name = "states", .meaning = "of the machines, Z left out", .lo = 1, .hi = 4},
          {.name = "symbols", .meaning = "of their tapes", .lo = 2, .hi = 4},
          {.name = "missing", .meaning = "1: entries may be missing", .lo = 0, .hi = 1},
          {.name = "cells", .meaning = "S: cells of the tape", .lo = 1, .hi = 32},
          {.name = "steps", .meaning = "of the machine, at most", .lo = 1, .hi = 1000}};
}

check::CaseSpace all_programs(const Tables& tables, int cells) {
  std::int64_t tapes = 1;
  for (int p = 0; p < cells; ++p) tapes *= tables.symbols;
  check::CaseSpace space = check::integer_box({0, 0, 0}, {tables.size() - 1, tapes - 1, cells - 1});
  space.description = "all tables of " + std::to_string(tables.states) + " states and " +
                      std::to_string(tables.symbols) + " symbols, all tapes of " +
                      std::to_string(cells) + " cells, all places of the head";
  return space;
}

Program program_at(const Tables& tables, int cells, const check::Case& numbers) {
  const auto number = [&](int at) { return numbers(0, at).num().to_int64(); };
  Program program{.table = tables.at(number(0)), .head = static_cast<int>(number(2))};
  std::int64_t tape = number(1);
  for (int p = 0; p < cells; ++p, tape /= tables.symbols) {
    program.cells.push_back(static_cast<int>(tape % tables.symbols));
  }
  return program;
}

std::vector<Wrong> wrong_choices() {
  return {{"keeps_erased", "the symbol that was read stays in the log", {.erases = false}},
          {"position_one_off", "the position after the next one", {.position_step = 2}},
          {"rule_without_cell", "a write does not name its cell", {.writes_cell = false}},
          {"mirrored_moves", "left and right are exchanged", {.is_mirrored = true}},
          {"excludes_itself", "the last column is not summed", {.includes_itself = false}},
          {"divides_by_length",
           "sums are divided by the number of columns",
           {.norm = model::Norm::relu_mean}},
          {"unguarded_write",
           "a symbol that stays is logged as +1 - 1",
           {.is_guarded = false},
           "both weights stand between the same two coordinates: their sum is 0"}};
}

check::Case twisted_prompt(const Sizes& sizes, const Program& program, const std::string& twist) {
  const Layout layout(sizes);
  check::Case prompt = prompt_of(sizes, program);
  const bool is_second = twist == "two_rules_for_one_pair";
  if (!is_second && twist != "missing_cell_column") return prompt;
  std::vector<std::vector<Rational>> rows;
  for (int row = 0; row < prompt.rows(); ++row) {
    std::vector<Rational> column(prompt.row(row).begin(), prompt.row(row).end());
    const bool is_head_cell =
        column[static_cast<std::size_t>(layout.cell(program.head))] == Rational(1);
    if (!is_second && is_head_cell) continue;
    const bool is_rule = column[static_cast<std::size_t>(layout.key(0, 0))] == Rational(1);
    rows.push_back(std::move(column));
    if (is_second && is_rule) rows.push_back(rows.back());
  }
  check::Case result(static_cast<int>(rows.size()), prompt.cols());
  for (int row = 0; row < result.rows(); ++row) {
    for (int i = 0; i < result.cols(); ++i) {
      result(row, i) = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(i)];
    }
  }
  place(sizes, result);
  return result;
}

std::vector<derive::GeneratesMutant> mutants(const Sizes& sizes) {
  return derive::generates_mutants(wrong_choices(), [sizes](const Choices& choices, std::int64_t) {
    return construction(sizes, choices);
  });
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "One layer of linear attention runs the Turing machine in its prompt",
                     .paper =
                         "Learning Linear Attention in Polynomial Time (Yau, Akyurek, Mao, "
                         "Tenenbaum, Jegelka, Andreas, NeurIPS 2025)",
                     .arxiv = "2410.10101",
                     .family = "machines"};
  claim.bibtex =
      "@inproceedings{yau2025learning,\n"
      "  title = {Learning Linear Attention in Polynomial Time},\n"
      "  author = {Yau, Morris and Aky{\\\"u}rek, Ekin and Mao, Jiayuan and Tenenbaum, Joshua B. "
      "and Jegelka, Stefanie and Andreas, Jacob},\n"
      "  booktitle = {Advances in Neural Information Processing Systems},\n"
      "  year = {2025}\n}\n";
  claim.statements = check::joined({column_statements(), log_statements(), run_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: a Turing machine a line in the text of bbchallenge, 1RB1LB_1LA1RZ (Z or H halts, --- "
      "is no entry), then nothing or on WORD, then nothing or Halt STEPS ONES; # begins a comment. "
      "The word stands from the head's cell on; without one the tape is blank. --set cells=S and "
      "start=P: cells of the tape and the one where the head starts (default the least tape that "
      "holds the word and that the machine does not leave), --max-steps K (default 500, or as long "
      "as no more than 64 cells are read). Every column, and at the end steps, ones and tape, are "
      "compared with a plain interpreter, and with the file's expectation.";
  return claim;
}

}  // namespace attest::linear_attention_turing
