// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of massively parallel machines, step by step; see mpc_program.hpp.
#include "reference/machine/mpc_program.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"

namespace attest::machine::mpc {
namespace {

/// Largest exponent of a power, so that a wrong program ends.
constexpr std::int64_t most_exponent = 1 << 20;

std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

/// base^exponent; nothing where it is not defined.
std::optional<Rational> power(const Rational& base, const Rational& exponent) {
  if (!exponent.is_integer() || exponent.abs() > most_exponent) return std::nullopt;
  const std::int64_t times = exponent.num().to_int64();
  if (times < 0 && base.is_zero()) return std::nullopt;
  const auto size = static_cast<unsigned>(times < 0 ? -times : times);
  const Integer over = pow(base.num(), size);
  const Integer under = pow(base.den(), size);
  return times < 0 ? Rational(under, over) : Rational(over, under);
}

/// The words of all machines, one after the other.
class Memory {
 public:
  explicit Memory(const Program& program) {
    first_.reserve(program.memory.size());
    std::int64_t total = 0;
    for (const int words : program.memory) {
      first_.push_back(total);
      total += words;
    }
    words_.resize(index(total));
  }

  Rational& at(int machine, int at) { return words_[index(first_[index(machine)] + at)]; }

  /// Runs the code on every machine of the work; false where a word is not defined.
  bool run(const Work& work) {
    for (const int machine : work.machines) {
      for (const Instruction& step : work.code) {
        if (!run(step, &at(machine, 0))) return false;
      }
    }
    return true;
  }

  /// Copies the words of all transfers before it writes any; the bits of the longest one.
  std::int64_t move(const std::vector<Transfer>& transfers) {
    std::vector<Rational> sent;
    for (const Transfer& transfer : transfers) {
      for (int i = 0; i < transfer.words; ++i) sent.push_back(at(transfer.from, transfer.at + i));
    }
    std::int64_t most = 0;
    auto next = sent.begin();
    for (const Transfer& transfer : transfers) {
      for (int i = 0; i < transfer.words; ++i, ++next) {
        most = std::max(most, next->num().bit_length() + next->den().bit_length());
        at(transfer.to, transfer.to_at + i) = std::move(*next);
      }
    }
    return most;
  }

 private:
  /// One instruction on the words of one machine.
  static bool run(const Instruction& step, Rational* words) {
    Rational& to = words[step.to];
    const Rational& x = words[step.x];
    const Rational& y = words[step.y];
    switch (step.what) {
      case Do::constant:
        to = step.constant;
        return true;
      case Do::scale:
        to = step.constant * x;
        return true;
      case Do::gain:
        to += step.constant * x;
        return true;
      case Do::gain_product:
        to += x * y;
        return true;
      case Do::add:
        to = x + y;
        return true;
      case Do::subtract:
        to = x - y;
        return true;
      case Do::multiply:
        to = x * y;
        return true;
      case Do::divide:
        if (y.is_zero()) return false;
        to = x / y;
        return true;
      case Do::power: {
        const std::optional<Rational> value = power(step.constant, x);
        if (value) to = *value;
        return value.has_value();
      }
      case Do::floor:
        to = x.floor();
        return true;
      case Do::smaller:
        to = std::min(x, y);
        return true;
      case Do::larger:
        to = std::max(x, y);
        return true;
      case Do::less:
        to = x < y ? 1 : 0;
        return true;
    }
    ATTEST_REQUIRE(false, "an instruction outside the enumeration");
  }

  std::vector<std::int64_t> first_;
  std::vector<Rational> words_;
};

void require_place(const Program& program, int machine, int at, int words) {
  ATTEST_REQUIRE(0 <= machine && machine < std::ssize(program.memory) && 0 <= at && words >= 1 &&
                     at + words <= program.memory[index(machine)],
                 "word " + std::to_string(at) + " of machine " + std::to_string(machine));
}

void require_work(const Program& program, const std::vector<Work>& all) {
  for (const Work& work : all) {
    for (const int machine : work.machines) {
      for (const Instruction& step : work.code) {
        for (const int at : {step.to, step.x, step.y}) require_place(program, machine, at, 1);
      }
    }
  }
}

}  // namespace

void validate(const Program& program) {
  for (const std::vector<Place>* places : {&program.inputs, &program.outputs}) {
    for (const Place& place : *places) require_place(program, place.machine, place.at, 1);
  }
  for (const Round& round : program.rounds) {
    require_work(program, round.work);
    std::vector<std::pair<int, int>> written;
    for (const Transfer& transfer : round.transfers) {
      require_place(program, transfer.from, transfer.at, transfer.words);
      require_place(program, transfer.to, transfer.to_at, transfer.words);
      ATTEST_REQUIRE(transfer.from != transfer.to,
                     "machine " + std::to_string(transfer.from) + " sends to itself");
      for (int i = 0; i < transfer.words; ++i) {
        written.emplace_back(transfer.to, transfer.to_at + i);
      }
    }
    std::sort(written.begin(), written.end());
    ATTEST_REQUIRE(std::adjacent_find(written.begin(), written.end()) == written.end(),
                   "a word that receives twice in a round");
  }
  require_work(program, program.end);
}

std::optional<Run> run(const Program& program, const std::vector<Rational>& inputs) {
  ATTEST_REQUIRE(inputs.size() == program.inputs.size(),
                 std::to_string(inputs.size()) + " input words");
  Memory memory(program);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    memory.at(program.inputs[i].machine, program.inputs[i].at) = inputs[i];
  }
  Run result{.ledger = ledger_of(program)};
  for (const Round& round : program.rounds) {
    for (const Work& work : round.work) {
      if (!memory.run(work)) return std::nullopt;
    }
    result.most_bits = std::max(result.most_bits, memory.move(round.transfers));
  }
  for (const Work& work : program.end) {
    if (!memory.run(work)) return std::nullopt;
  }
  for (const Place& place : program.outputs) {
    result.outputs.push_back(memory.at(place.machine, place.at));
  }
  return result;
}

Ledger ledger_of(const Program& program) {
  Ledger ledger;
  for (const Round& round : program.rounds) {
    std::vector<std::int64_t> sent(program.memory.size(), 0);
    std::vector<std::int64_t> received(program.memory.size(), 0);
    for (const Transfer& transfer : round.transfers) {
      sent[index(transfer.from)] += transfer.words;
      received[index(transfer.to)] += transfer.words;
    }
    enter_round(ledger, sent, received);
  }
  return ledger;
}

std::int64_t total_memory(const Program& program) {
  return std::accumulate(program.memory.begin(), program.memory.end(), std::int64_t{0});
}

}  // namespace attest::machine::mpc
