// SPDX-License-Identifier: Apache-2.0
/// \file
/// The mutants of the looped SUBLEQ blocks: which cases refute them, and which nothing can.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "claims/looped_subleq/claim.hpp"
#include "reference/task/subleq.hpp"

namespace attest::looped_subleq {
namespace {

using attest::Rational;
namespace check = attest::check;
namespace derive = attest::derive;
namespace task = attest::task;

check::Params params_of(const Size& size) {
  return {{"columns", size.columns}, {"memory", size.memory}, {"word_bits", size.word_bits}};
}

/// The subject of a mutant on the states of `space`.
std::unique_ptr<check::Subject> mutated(Blocks blocks, const Size& size, const std::string& name,
                                        check::CaseSpace space) {
  derive::Computes computes{.model = block(blocks, size),
                            .task = blocks == Blocks::two_layers
                                        ? task::subleq_prefetched(size.memory, size.word_bits)
                                        : task::subleq_pending(size.memory, size.word_bits),
                            .inputs = std::move(space)};
  const attest::model::Transformer reference = computes.model;
  for (const derive::NamedMutant& mutant : mutants(blocks)) {
    if (mutant.name == name) mutant.apply(computes, params_of(size));
  }
  REQUIRE_FALSE(computes.model == reference);
  return derive::make_subject(std::move(computes), derive::Engine::automatic, reference);
}

std::int64_t failures(const check::Subject& subject) {
  return subject.judge({.begin = 0, .end = subject.cases().size}, false).failed;
}

const check::Statement& statement(const check::Claim& claim, const std::string& label) {
  const auto found =
      std::find_if(claim.statements.begin(), claim.statements.end(),
                   [&](const check::Statement& item) { return item.label == label; });
  REQUIRE(found != claim.statements.end());
  return *found;
}

}  // namespace
TEST_CASE("operand pairs refute every mutant without a proof and no mutant with one") {
  const check::Claim built = claim();
  for (const std::string label : {"S1", "S2", "S2.gap", "S3.two_layer", "S3.one_layer"}) {
    const check::Statement& item = statement(built, label);
    for (const check::Params& params : item.mutant_points(check::Rung::fast)) {
      int named = 0;
      for (const check::Mutant& mutant : item.mutants(params, 1)) {
        if (mutant.origin != check::Origin::claim) continue;
        CAPTURE(label);
        CAPTURE(mutant.name);
        CHECK((failures(*mutant.subject()) > 0) == mutant.proof.empty());
        ++named;
      }
      CHECK(named > 0);
    }
  }
}

TEST_CASE("the named mutants are there") {
  const auto names = [](Blocks blocks) {
    std::set<std::string> result;
    for (const derive::NamedMutant& mutant : mutants(blocks)) result.insert(mutant.name);
    return result;
  };
  const std::set<std::string> two = names(Blocks::two_layers);
  for (const char* name :
       {"drop_ind_of_w", "swap_branches", "flag_threshold_0", "diff_threshold_plus_1",
        "prefetch_from_pc", "drop_bit_1_of_u", "flag_unwrapped", "pc1_without_plus_1",
        "no_gate_of_ins", "keep_b1", "keep_b2", "no_write_gate", "constants_on_one"}) {
    CAPTURE(name);
    CHECK(two.contains(name));
  }
  const std::set<std::string> one = names(Blocks::one_layer);
  for (const char* name :
       {"no_forwarding_of_b", "bp_not_set", "drop_ind", "flag_threshold_0", "flag_unwrapped",
        "gain_quarter", "gain_below_bound", "b4_pass_ungated"}) {
    CAPTURE(name);
    CHECK(one.contains(name));
  }
}

TEST_CASE("a gain one below its bound is wrong for three operand pairs alone for N from 2 to 6") {
  const std::set<std::pair<Rational, Rational>> wrong{{0, -2}, {0, -1}, {1, -1}};
  for (int word_bits = 2; word_bits <= 6; ++word_bits) {
    CAPTURE(word_bits);
    const Size size{.columns = 8, .memory = 3, .word_bits = word_bits};
    const auto subject = mutated(Blocks::one_layer, size, "gain_below_bound",
                                 operand_pairs(Blocks::one_layer, size));
    std::set<std::pair<Rational, Rational>> found;
    for (std::int64_t i = 0; i < subject->cases().size; ++i) {
      const std::int64_t end = std::min(subject->cases().size, i + 512);
      const check::Tally tally = subject->judge({.begin = i, .end = end}, true);
      i = tally.least_failure ? tally.least_failure->index : end - 1;
      if (!tally.least_failure) continue;
      const check::Case tokens = subject->cases().at(i).value();
      const auto read = [&](int field) {
        const Rational& column = tokens(0, field);
        const bool is_pending = tokens(0, task::SubleqPending::target) == column;
        return tokens(is_pending ? 0 : static_cast<int>(column.num().to_int64()),
                      task::SubleqPending::word);
      };
      found.emplace(read(task::SubleqPending::a), read(task::SubleqPending::b));
    }
    CHECK(found == wrong);
  }
}

TEST_CASE("with one word every difference is 0 so two mutants change nothing") {
  const Size size{.columns = 6, .memory = 1, .word_bits = 3};
  for (const Blocks blocks : {Blocks::two_layers, Blocks::one_layer}) {
    for (const char* name : {"flag_unwrapped", "diff_threshold_plus_1"}) {
      CHECK(failures(*mutated(blocks, size, name, all_pointers(blocks, size))) == 0);
    }
  }
}

TEST_CASE("no gate of ins is seen by the whole state on states whose memory and pc are right") {
  const Size size{.columns = 8, .memory = 3, .word_bits = 3};
  const check::CaseSpace space = operand_pairs(Blocks::two_layers, size);
  const auto subject = mutated(Blocks::two_layers, size, "no_gate_of_ins", space);
  CHECK(failures(*subject) == space.size);
}

TEST_CASE("the sufficient kappa of the one-layer block is necessary for n = 8 and N from 2 to 4") {
  for (int word_bits = 2; word_bits <= 4; ++word_bits) {
    CAPTURE(word_bits);
    const Size size{.columns = 8, .memory = 3, .word_bits = word_bits};
    const int kappa = sufficient_kappa(Blocks::one_layer, size.address_bits(), word_bits);
    const derive::Computes computes{
        .model = with_softmax(one_layer_block(size), Blocks::one_layer, kappa - 1),
        .task = task::subleq_pending(size.memory, word_bits),
        .inputs = operand_pairs(Blocks::one_layer, size)};
    const auto subject = derive::make_subject(computes);
    CHECK(subject->judge({.begin = 0, .end = computes.inputs.size}, true).failed > 0);
  }
}

}  // namespace attest::looped_subleq
