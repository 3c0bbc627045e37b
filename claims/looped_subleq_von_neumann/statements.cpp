// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of the three blocks, on which states, against which ground truth.
#include <string>
#include <utility>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/number/function.hpp"
#include "reference/task/subleq_memory.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using machine::subleq::Dialect;

using Points = Function<std::vector<Params>(Rung)>;
/// The states a statement is checked on.
using Space = check::CaseSpace (*)(Blocks, const Size&, std::uint64_t seed);

check::CaseSpace states(Blocks blocks, const Size& size, std::uint64_t) {
  return all_states(blocks, size);
}
check::CaseSpace leftovers(Blocks blocks, const Size& size, std::uint64_t) {
  return all_leftovers(blocks, size);
}
check::CaseSpace some_runs(Blocks blocks, const Size& size, std::uint64_t seed) {
  return random_runs(blocks, size, 12, 20, seed);
}
check::CaseSpace many_runs(Blocks blocks, const Size& size, std::uint64_t seed) {
  return random_runs(blocks, size, 400, 40, seed);
}

Params point(std::int64_t word_bits, std::int64_t dialect) {
  return {{"word_bits", word_bits}, {"dialect", dialect}};
}

std::vector<derive::ColumnGroup> columns_of(const Size& size) {
  const int first = size.columns() - size.words;
  std::vector<derive::ColumnGroup> result{{.title = "scratch, pc", .first = 0, .last = 0},
                                          {.title = "input", .first = 1, .last = 1}};
  if (first == 4) result.push_back({.title = "word 0", .first = 2, .last = 2});
  result.push_back({.title = "empty", .first = first - 1, .last = first - 1});
  result.push_back({.title = "memory", .first = first, .last = size.columns() - 1});
  return result;
}

const char* label_of(Blocks blocks) {
  if (blocks == Blocks::integers) return "VI";
  return blocks == Blocks::three_layers ? "V3" : "V2";
}

const char* sentence_of(Blocks blocks) {
  switch (blocks) {
    case Blocks::three_layers:
      return "A block of 3 layers with 6 heads, $d = 14N+10$ and $28N+16$ ReLU units executes one "
             "instruction per loop on a memory of $N$-bit words that holds code and data, in both "
             "dialects: block(encode(state)) = encode(step(state)), every entry, under every tie "
             "rule, for every content of the memory; an instruction may write to the next one.";
    case Blocks::two_layers:
      return "A block of 2 layers with 10 heads, $d = 26N+10$ and $60N+18$ ReLU units does the "
             "same. It fetches the next instruction in the layer that writes; a written word that "
             "is part of it is forwarded by the attention.";
    case Blocks::integers:
      break;
  }
  return "On plain integers, as long as $|\\mathrm{word}| \\le B/4$, a block of 3 layers with 6 "
         "heads, $d = 19$ and 29 ReLU units executes one instruction of the davidar dialect per "
         "loop; its weights are at most 5 but for the gate $B = 2^{33}$.";
}

Statement about(Blocks blocks, const std::string& part) {
  Statement result{.claim = claim_id, .label = label_of(blocks) + (part.empty() ? "" : "." + part)};
  result.standing = check::Standing::strengthened;
  result.sentence = sentence_of(blocks);
  result.fidelity.published =
      "A looped transformer of nine layers executes SUBLEQ programs; code is read-only and apart "
      "from the data.";
  if (blocks == Blocks::integers) {
    result.parameters = {
        {.name = "words", .meaning = "m: addresses 0, .., m-1", .lo = 3, .hi = 64}};
  } else {
    result.parameters = {
        {.name = "word_bits", .meaning = "N: bits of a word, all 2^N addresses", .lo = 2, .hi = 8},
        {.name = "dialect", .meaning = "0: howerj, 1: davidar", .lo = 0, .hi = 1}};
  }
  return result;
}

/// Both dialects at each size.
std::vector<Params> both(std::initializer_list<int> sizes) {
  std::vector<Params> points;
  for (const int word_bits : sizes) {
    for (const int dialect : {0, 1}) points.push_back(point(word_bits, dialect));
  }
  return points;
}

/// Both dialects at each size, from the nightly rung on.
Points nightly(std::initializer_list<int> sizes) {
  return
      [all = both(sizes)](Rung rung) { return rung == Rung::fast ? std::vector<Params>{} : all; };
}

Statement one_step(Blocks blocks, const std::string& part, const std::string& title, Space space,
                   Points points, Points mutant_points) {
  Statement statement = about(blocks, part);
  statement.title = std::string(blocks == Blocks::three_layers ? "Three layers"
                                : blocks == Blocks::two_layers ? "Two layers"
                                                               : "Integers") +
                    ", one instruction: " + title;
  statement.fidelity.checked = "Exact weights, the whole next state, on " + title + ".";
  statement.fidelity.gap =
      "The stated sizes. One step from every state covers runs of every length by induction. The "
      "published block is another one; its sentence is recalled.";
  statement.points = std::move(points);
  statement.mutant_points = std::move(mutant_points);
  const auto make = [blocks, space](const Params& params, std::uint64_t seed) {
    const Size size = size_of(blocks, params);
    Computes result{.model = block(blocks, size),
                    .task = truth(blocks, size),
                    .inputs = space(blocks, size, seed)};
    result.promises = promises(blocks, size, result.model);
    result.columns = columns_of(size);
    result.is_looped = true;
    return result;
  };
  return derive::computes(std::move(statement), make, mutants(blocks));
}

/// V3 and V2.
std::vector<Statement> bit_statements() {
  std::vector<Statement> statements;
  for (const Blocks blocks : {Blocks::three_layers, Blocks::two_layers}) {
    statements.push_back(one_step(
        blocks, "", "all states of a small machine", states, [](Rung) { return both({2}); },
        [blocks](Rung rung) {
          // Each dialect once; both from the nightly rung on.
          if (rung != Rung::fast) return both({2});
          const bool is_three = blocks == Blocks::three_layers;
          return std::vector<Params>{point(2, is_three ? 0 : 1)};
        }));
    statements.back().figure.draw = [blocks](const Params&) { return loop_figure(blocks); };
    statements.push_back(one_step(blocks, "leftovers",
                                  "all states of a small machine with all leftovers", leftovers,
                                  nightly({2}), nightly({2})));
    statements.push_back(one_step(
        blocks, "runs", "states of random machines", some_runs,
        [](Rung) {
          return both({3, 4});
        },
        check::no_points));
    statements.push_back(one_step(blocks, "programs", "states of many random machines", many_runs,
                                  nightly({3, 4, 5, 6}), check::no_points));
    statements.push_back(one_step(
        blocks, "words", "all states of eight words", states,
        [](Rung rung) { return rung == Rung::exhaustive ? both({3}) : both({}); },
        check::no_points));
  }
  return statements;
}

/// VI.
std::vector<Statement> integer_statements() {
  std::vector<Statement> statements;
  const Points four_words = [](Rung) { return std::vector<Params>{{{"words", 4}}}; };
  const Points least_words = [](Rung rung) {
    return std::vector<Params>{{{"words", rung == Rung::fast ? 3 : 4}}};
  };
  statements.push_back(one_step(Blocks::integers, "", "all states of a small machine", states,
                                four_words, least_words));
  statements.push_back(one_step(
      Blocks::integers, "leftovers", "all states of a small machine with all leftovers", leftovers,
      [](Rung rung) {
        return rung == Rung::fast ? std::vector<Params>{} : std::vector<Params>{{{"words", 4}}};
      },
      check::no_points));
  statements.push_back(one_step(
      Blocks::integers, "runs", "states of random machines", some_runs,
      [](Rung) {
        return std::vector<Params>{{{"words", 12}}, {{"words", 24}}};
      },
      check::no_points));
  return statements;
}

/// The gap of every block.
std::vector<Statement> gap_statements() {
  std::vector<Statement> statements;
  for (const Blocks blocks : {Blocks::three_layers, Blocks::two_layers, Blocks::integers}) {
    Statement unique = about(blocks, "gap");
    const Points sizes = [blocks](Rung rung) {
      const int most = rung == Rung::fast ? 3 : 4;
      if (blocks == Blocks::integers) return std::vector<Params>{{{"words", 4 * most}}};
      return most == 3 ? both({3}) : both({3, 4});
    };
    unique.points = sizes;
    unique.mutant_points = sizes;
    statements.push_back(gap(std::move(unique), blocks));
  }
  return statements;
}

}  // namespace

task::Task truth(Blocks blocks, const Size& size) {
  const task::SubleqConsole console{.is_howerj = size.rules.dialect == Dialect::howerj,
                                    .word_bits = size.rules.word_bits};
  return blocks == Blocks::two_layers ? task::subleq_fetched(console)
                                      : task::subleq_memory(console);
}

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "Looped attention executes programs that change themselves",
                     .family = "looped transformers"};
  check::cite(claim, check::giannou2023looped());
  claim.statements = check::joined({bit_statements(), integer_statements(), gap_statements()});
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "FILE: an image, integers from address 0 on, separated by blanks, commas or line ends; with "
      "--set format=assembly a text with labels (README). --set dialect=howerj|davidar is needed. "
      "--set word_bits=N (2 to 62; default 16 for howerj, 32 for davidar), --set words=M (columns "
      "of memory, zero behind the image; default: as many as the run needs), --set check_every=K "
      "(every K-th loop is evaluated in full too, as loops 1, 2, 4, ... of up to 512 columns are; "
      "default 0), --statement V3|V2|VI (default V3), --input FILE (what the program reads; "
      "default nothing), --max-steps K (default 100000000), --trace FILE --from A --to B.";
  return claim;
}

}  // namespace attest::looped_subleq_von_neumann
