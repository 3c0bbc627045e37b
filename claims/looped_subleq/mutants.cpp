// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ways to break a block that a check must notice, and changes that provably change nothing.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/looped_subleq/changes.hpp"

namespace attest::looped_subleq {
namespace {

using check::Params;
using derive::Computes;
using derive::NamedMutant;
using model::Norm;
using model::Transformer;

template <typename Apply>
NamedMutant mutant(const char* name, const char* why, Apply apply, const char* proof = "") {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [apply](Computes& computes, const Params& params) {
            apply(computes.model, params.at("word_bits"));
          }};
}

/// Mutants of what both blocks have.
std::vector<NamedMutant> common_mutants() {
  return {
      mutant("flag_threshold_0", "branch taken iff the difference is < 0",
             [](Transformer& m, std::int64_t) { raise_thresholds(m, is_flag, ".positive.", -1); }),
      mutant("flag_unwrapped", "flag of the difference before it wraps",
             [](Transformer& m, std::int64_t n) { unwrap_flag(m, n); }),
      mutant("no_write_gate", "g = 0: column 0 writes what it reads into its mem",
             [](Transformer& m, std::int64_t) { set_write_gate(m, 0); }),
      mutant("diff_threshold_plus_1", "threshold -2^(i-1) of the difference raised by 1",
             [](Transformer& m, std::int64_t) { raise_thresholds(m, is_diff, ".low.", 1); }),
  };
}

std::vector<NamedMutant> two_layer_mutants() {
  return {
      mutant("drop_ind_of_w", "coordinate ind of the head that writes dropped",
             [](Transformer& m, std::int64_t) { drop_key(m, "write", "ind"); }),
      mutant("swap_branches", "outputs of the heads that fetch swapped",
             [](Transformer& m, std::int64_t) {
               std::swap(head(m, "fetch_target").out, head(m, "fetch_next").out);
             }),
      mutant("prefetch_from_pc", "next command fetched at pc instead of pc + 1",
             [](Transformer& m, std::int64_t) {
               const int away = coordinate(m, "pc") - coordinate(m, "pc1");
               for (model::Entry& entry : head(m, "fetch_next").query) entry.from += away;
             }),
      mutant("drop_bit_1_of_u", "u_N without its least bit",
             [](Transformer& m, std::int64_t n) {
               const int last = static_cast<int>(n) - 1;
               const int b1 = coordinate(m, "b1", last);
               const int b2 = coordinate(m, "b2", last);
               each_unit(
                   m,
                   [](const std::string& name) {
                     return is_threshold(name) &&
                            (name.starts_with("flag.") || name.starts_with("diff[0]."));
                   },
                   [&](model::Relu& unit) {
                     erase_from(unit.in, b1);
                     erase_from(unit.in, b2);
                   });
             }),
      mutant("pc1_without_plus_1", "PC1 = pc",
             [](Transformer& m, std::int64_t) {
               raise_thresholds(m, is_successor, ".bit.", 1);
               raise_thresholds(m, is_successor, ".carry.", 1);
             }),
      mutant("no_gate_of_ins", "g = 0 in the choice of ins",
             [](Transformer& m, std::int64_t) { set_gate_of_ins(m, 0); }),
      mutant("keep_b1", "b1 not cleared in layer A",
             [](Transformer& m, std::int64_t) { keep_read(m, "b1"); }),
      mutant("keep_b2", "b2 not cleared in layer A",
             [](Transformer& m, std::int64_t) { keep_read(m, "b2"); }),
      mutant("constants_on_one", "constants of the thresholds on row one instead of ind",
             [](Transformer& m, std::int64_t) {
               const int ind = coordinate(m, "ind");
               const int one = coordinate(m, "one");
               each_unit(m, is_threshold, [&](model::Relu& unit) {
                 for (model::Term& term : unit.in) term.at = term.at == ind ? one : term.at;
               });
             }),
  };
}

/// Changes of S1 that change nothing.
std::vector<NamedMutant> two_layer_equivalents() {
  const auto keep_b1 = [](Norm norm) {
    return [norm](Transformer& m, std::int64_t) {
      set_norm(m, norm);
      set_write_gate(m, 2);
      keep_read(m, "b1");
    };
  };
  return {
      mutant(
          "drop_ind_of_w_leftmost", "coordinate ind of the head that writes dropped, leftmost rule",
          [](Transformer& m, std::int64_t) {
            set_norm(m, Norm::leftmost_hardmax);
            drop_key(m, "write", "ind");
          },
          "column 0 ties with column b, comes first and wins; elsewhere it scores at most k - 2"),
      mutant(
          "no_gate_of_ins_leftmost", "g = 0 in the choice of ins, leftmost rule",
          [](Transformer& m, std::int64_t) {
            set_norm(m, Norm::leftmost_hardmax);
            set_gate_of_ins(m, 0);
          },
          "zero queries read column 0, whose cmd is empty: b3 = b4 = 0 outside column 0"),
      mutant(
          "gate_2_of_ins", "g = 2 in the choice of ins",
          [](Transformer& m, std::int64_t) { set_gate_of_ins(m, 2); },
          "any g >= 1 closes the units outside column 0, because |b3|, |b4| <= 1"),
      mutant("keep_b1_leftmost", "b1 not cleared in layer A, leftmost rule and g = 2",
             keep_b1(Norm::leftmost_hardmax),
             "zero queries read column 0, whose mem is empty; inside it |b1| <= 2 = g"),
      mutant("keep_b1_rightmost", "b1 not cleared in layer A, rightmost rule and g = 2",
             keep_b1(Norm::rightmost_hardmax),
             "zero queries read the last command, whose mem is empty; in column 0 |b1| <= 2 = g"),
  };
}

std::vector<NamedMutant> one_layer_mutants() {
  const auto drop_ind = [](Transformer& m) {
    drop_key(m, "read_a", "ind");
    drop_key(m, "read_b", "ind");
  };
  return {
      mutant("no_forwarding_of_b", "the pending word is not forwarded to the read of b",
             [](Transformer& m, std::int64_t) { drop_key(m, "read_b", "bp"); }),
      mutant("bp_not_set", "bp is cleared and not set to ib",
             [](Transformer& m, std::int64_t) {
               const int bp = coordinate(m, "bp");
               each_unit(
                   m,
                   [](const std::string& name) {
                     return name.starts_with("ins[") && has(name, ".old.");
                   },
                   [&](model::Relu& unit) {
                     std::erase_if(unit.out, [&](const model::Term& t) { return t.at >= bp; });
                   });
             }),
      mutant("drop_ind", "coordinate ind of the heads that read dropped",
             [=](Transformer& m, std::int64_t) { drop_ind(m); }),
      mutant("gain_quarter", "gain of the fused choice 2^(N-2)",
             [](Transformer& m, std::int64_t n) { set_gain(m, n, two_to(n - 2)); }),
      mutant("gain_below_bound", "gain of the fused choice 3 2^(N-2) - 1, one below its bound",
             [](Transformer& m, std::int64_t n) { set_gain(m, n, 3 * two_to(n - 2) - 1); }),
      mutant("b4_pass_ungated", "b4 is passed in every column",
             [](Transformer& m, std::int64_t) { ungate_pass(m); }),
      mutant(
          "gain_at_bound", "gain of the fused choice 3 2^(N-2), its bound",
          [](Transformer& m, std::int64_t n) { set_gain(m, n, 3 * two_to(n - 2)); },
          "where sE = -1 the largest argument is 2^N - 1 + 2^(N-1) + 1 - 2G = 0"),
      mutant(
          "drop_ind_leftmost", "coordinate ind of the heads that read dropped, leftmost rule",
          [=](Transformer& m, std::int64_t) {
            set_norm(m, Norm::leftmost_hardmax);
            drop_ind(m);
          },
          "column 0 ties with column bp, comes first and wins; elsewhere it scores at most k - 2"),
      mutant(
          "b4_pass_ungated_leftmost", "b4 is passed in every column, leftmost rule",
          [](Transformer& m, std::int64_t) {
            set_norm(m, Norm::leftmost_hardmax);
            ungate_pass(m);
          },
          "zero queries read column 0, whose cmd and nxt are empty: b4 = 0 outside column 0"),
  };
}

}  // namespace

std::vector<NamedMutant> mutants(Blocks blocks) {
  std::vector<NamedMutant> result = common_mutants();
  const auto add = [&](const std::vector<NamedMutant>& more) {
    result.insert(result.end(), more.begin(), more.end());
  };
  if (blocks == Blocks::two_layers) {
    add(two_layer_mutants());
    add(two_layer_equivalents());
  } else {
    add(one_layer_mutants());
  }
  return result;
}

}  // namespace attest::looped_subleq
