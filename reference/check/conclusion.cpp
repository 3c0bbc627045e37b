// SPDX-License-Identifier: Apache-2.0
/// \file
/// Failing before undecided before holding.
#include "reference/check/conclusion.hpp"

namespace attest::check {
namespace {

Verdict verdict_of(const Row& row, const Tally& tally) {
  if (tally.least_failure) return Verdict::fails(*tally.least_failure);
  for (const Promise& promise : row.promised) {
    if (promise.is_met) continue;
    return Verdict::fails({.index = -1,
                           .text = promise.quantity + ": promised " + promise.relation + " " +
                                   promise.formula + " = " + promise.value + ", used " +
                                   promise.used});
  }
  if (tally.judged == 0) {
    return Verdict::unknown("vacuous: no case of " + row.space + " meets the preconditions");
  }
  if (tally.undecided > 0) {
    std::string reason = std::to_string(tally.undecided) + " of " + std::to_string(tally.judged) +
                         " cases undecided";
    if (tally.least_undecided) {
      reason += ", the least is case " + std::to_string(tally.least_undecided->index) + ": " +
                tally.least_undecided->text;
    }
    return Verdict::unknown(reason);
  }
  return Verdict::holds();
}

}  // namespace

Row concluded(Row row, const Tally& tally) {
  row.cases = tally.judged;
  row.bits = tally.bits;
  row.digest = tally.least_failure ? std::string() : tally.digest.text();
  row.verdict = verdict_of(row, tally);
  return row;
}

std::string replay_of(const Row& row, const std::string& flags) {
  const bool has_case = row.verdict.witness && row.verdict.witness->index >= 0;
  std::string command = has_case ? "./attest show " : "./attest check ";
  command += row.claim + " --statement " + row.statement;
  for (const auto& [name, value] : row.params) {
    command += " --set ";
    command += name;
    command += '=';
    command += std::to_string(value);
  }
  if (has_case) {
    if (row.coverage == Coverage::sampled) command += " --seed " + std::to_string(row.seed);
    command += " --case " + std::to_string(row.verdict.witness->index);
  } else {
    command += " --rung " + std::string(name_of(row.rung)) + " --seed " + std::to_string(row.seed);
  }
  if (!flags.empty()) command += " " + flags;
  return command;
}

}  // namespace attest::check
