// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs that are broken on purpose: by a wrong choice, or one part at a time.
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"

namespace attest::transformer_as_mpc {
namespace {

using machine::mpc::Do;
using machine::mpc::Program;
using machine::mpc::Work;

/// Whether an instruction uses its constant.
bool has_constant(Do what) {
  return what == Do::constant || what == Do::scale || what == Do::gain || what == Do::power;
}

/// One broken program for each instruction of a list of works; `find` is that list in a program.
template <typename Find>
void break_work(const Program& program, const std::string& name, const Find& find,
                std::vector<BrokenProgram>& list) {
  Program copy = program;
  const std::vector<Work>& all = find(copy);
  for (std::size_t w = 0; w < all.size(); ++w) {
    for (std::size_t k = 0; k < all[w].code.size(); ++k) {
      const std::string step =
          name + "work[" + std::to_string(w) + "].step[" + std::to_string(k) + "]";
      Program skipped = program;
      find(skipped)[w].code.erase(find(skipped)[w].code.begin() + static_cast<std::ptrdiff_t>(k));
      list.push_back({.name = step + ".skipped",
                      .why = "an instruction is left out",
                      .program = std::move(skipped)});
      if (!has_constant(all[w].code[k].what)) continue;
      Program raised = program;
      find(raised)[w].code[k].constant += 1;
      list.push_back(
          {.name = step + ".up", .why = "a constant is one larger", .program = std::move(raised)});
    }
  }
}

}  // namespace

std::vector<Wrong> wrong_choices() {
  const char* power = "where N is a power of the fan-out the trees end at the last column";
  const char* one_parent =
      "while no holder but the first has children, the order of its rounds is free";
  return {{.name = "not_normalised",
           .why = "the sum of weights is not divided out",
           .choices = {.is_normalised = false}},
          {.name = "divided_before_sum",
           .why = "each pair machine divides by its own weight",
           .choices = {.divides_before_sum = true}},
          {.name = "last_column_dropped",
           .why = "the trees of the rows end one column early where N is no power of b",
           .choices = {.drops_last_column = true},
           .proof = power},
          {.name = "sums_forwards",
           .why = "the rounds of the sums are those of the broadcast, not their reverse",
           .choices = {.sums_forwards = true},
           .proof = one_parent},
          {.name = "trees_exchanged",
           .why = "queries go down the columns, keys and values along the rows",
           .choices = {.swaps_trees = true}},
          {.name = "own_term_lost",
           .why = "a holder takes the sum of its first child for its own",
           .choices = {.has_own_term = false}},
          {.name = "stream_lost",
           .why = "what the heads give replaces the stream",
           .choices = {.keeps_stream = false},
           .proof = "where the decoder reads nothing but what the head gives"},
          {.name = "base_three", .why = "weights are powers of 3", .choices = {.base_more = 1}}};
}

std::vector<BrokenProgram> broken_programs(const Program& program) {
  std::vector<BrokenProgram> list;
  for (std::size_t r = 0; r < program.rounds.size(); ++r) {
    const std::string round = "round[" + std::to_string(r) + "].";
    break_work(
        program, round, [r](Program& some) -> std::vector<Work>& { return some.rounds[r].work; },
        list);
    for (std::size_t t = 0; t < program.rounds[r].transfers.size(); ++t) {
      Program dropped = program;
      auto& transfers = dropped.rounds[r].transfers;
      transfers.erase(transfers.begin() + static_cast<std::ptrdiff_t>(t));
      list.push_back({.name = round + "transfer[" + std::to_string(t) + "].dropped",
                      .why = "a message is not sent",
                      .program = std::move(dropped)});
    }
  }
  break_work(
      program, "end.", [](Program& some) -> std::vector<Work>& { return some.end; }, list);
  return list;
}

}  // namespace attest::transformer_as_mpc
