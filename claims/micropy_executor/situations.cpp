// SPDX-License-Identifier: Apache-2.0
/// \file
/// Spaces of situations: every operation, with contents and places combined in two ways.
#include <algorithm>
#include <bit>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "claims/micropy_executor/situation.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Opcode;

/// What a line copies or computes with, and where it looks and goes on.
constexpr std::initializer_list<Chosen> contents = {Chosen::number,          Chosen::attribute,
                                                    Chosen::first_value,     Chosen::second_value,
                                                    Chosen::attribute_value, Chosen::told};
constexpr std::initializer_list<Chosen> places = {
    Chosen::address, Chosen::target, Chosen::first,     Chosen::second,
    Chosen::label,   Chosen::depth,  Chosen::return_to, Chosen::destination};

bool is_one_of(Opcode op, std::initializer_list<Opcode> ops) {
  return std::ranges::find(ops, op) != ops.end();
}

/// Whether an operation asks for a choice.
bool is_used(Opcode op, Chosen what) {
  using enum Opcode;
  const bool has_two = is_one_of(op, {add, subtract, bit_and, bit_xor, less, equal});
  const bool gives = is_one_of(op, {give, give_and_tell});
  switch (what) {
    case Chosen::op:
    case Chosen::address:
    case Chosen::depth:
      return true;
    case Chosen::target:
      return has_two || is_one_of(op, {constant, move, argument, call, get_attribute});
    case Chosen::first:
    case Chosen::first_value:
      return has_two || gives || is_one_of(op, {move, jump_if_zero, argument, set_attribute});
    case Chosen::second:
    case Chosen::second_value:
      return has_two;
    case Chosen::number:
      return op == constant;
    case Chosen::label:
      return is_one_of(op, {jump_if_zero, jump, call});
    case Chosen::attribute:
      return is_one_of(op, {get_attribute, set_attribute, give_and_tell});
    case Chosen::attribute_value:
      return is_one_of(op, {get_attribute, give_and_tell});
    case Chosen::return_to:
    case Chosen::destination:
      return gives;
    case Chosen::told:
      return op == give_and_tell;
  }
  ATTEST_REQUIRE(false, "a choice outside the enumeration");
}

/// Ranges of all choices.
class Ranges {
 public:
  explicit Ranges(const Sizes& sizes) {
    const int addresses = 1 << sizes.address;
    const int variables = 1 << sizes.variable;
    const int words = 1 << sizes.word;
    choose(Chosen::address, 1, addresses - 2);
    choose(Chosen::label, 0, addresses - 1);
    choose(Chosen::return_to, 0, addresses - 1);
    for (const Chosen what : {Chosen::target, Chosen::first, Chosen::second, Chosen::destination}) {
      choose(what, 0, variables - 1);
    }
    for (const Chosen what :
         {Chosen::number, Chosen::first_value, Chosen::second_value, Chosen::attribute_value}) {
      choose(what, 0, words - 1);
    }
    choose(Chosen::attribute, 0, sizes.attributes - 1);
    choose(Chosen::depth, 1, (1 << sizes.depth) - 2);
    choose(Chosen::told, 0, sizes.attributes + 1);
  }

  /// Every operation with choices as the bits of `pattern`, those in `free` all together. Left out
  /// are operations that use none of the latter, if there are any.
  void add(std::vector<check::CaseSpace>& parts, std::int64_t pattern,
           std::vector<Chosen> free) const {
    for (int code = 0; code < run_opcodes; ++code) {
      const auto op = static_cast<Opcode>(code);
      std::vector<Chosen> used;
      std::ranges::copy_if(free, std::back_inserter(used),
                           [op](Chosen what) { return is_used(op, what); });
      if (free.empty() || !used.empty()) parts.push_back(box(op, pattern, used));
    }
  }

 private:
  [[nodiscard]] check::CaseSpace box(Opcode op, std::int64_t pattern,
                                     const std::vector<Chosen>& free) const {
    std::vector<std::int64_t> lo;
    for (std::size_t i = 0; i < most_.size(); ++i) {
      const auto mask = std::bit_ceil(static_cast<std::uint64_t>(most_[i]) + 1) - 1;
      lo.push_back(std::clamp(pattern & static_cast<std::int64_t>(mask), least_[i], most_[i]));
    }
    const auto at = [](Chosen what) { return static_cast<std::size_t>(what); };
    lo[at(Chosen::second)] ^= 1;  // operands differ
    lo[at(Chosen::op)] = static_cast<int>(op);
    lo[at(Chosen::told)] = 0;
    std::vector<std::int64_t> hi = lo;
    for (const Chosen what : free) {
      lo[at(what)] = least_[at(what)];
      hi[at(what)] = most_[at(what)];
    }
    return check::integer_box(lo, hi);
  }

  void choose(Chosen what, std::int64_t from, std::int64_t to) {
    least_[static_cast<std::size_t>(what)] = from;
    most_[static_cast<std::size_t>(what)] = to;
  }
  std::vector<std::int64_t> least_ = std::vector<std::int64_t>(chosen_count, 0);
  std::vector<std::int64_t> most_ = std::vector<std::int64_t>(chosen_count, 0);
};

}  // namespace

check::CaseSpace situations(const Sizes& sizes, const std::shared_ptr<const TokenFields>& fields,
                            bool combines_all) {
  const Ranges ranges(sizes);
  constexpr std::int64_t usual = 0x65;
  std::vector<check::CaseSpace> parts;
  std::vector<Chosen> everything = contents;
  everything.insert(everything.end(), places.begin(), places.end());
  if (combines_all) {
    ranges.add(parts, usual, everything);
  } else {
    for (const std::int64_t pattern : {0x55, 0xAA, 0x33, 0xCC}) ranges.add(parts, pattern, {});
    for (const Chosen place : places) ranges.add(parts, usual, {place});
    ranges.add(parts, usual, contents);
  }
  check::CaseSpace all = check::concatenated(std::move(parts));
  all.description = combines_all
                        ? "situations: every operation with all its contents and places together"
                        : "situations: all contents of an operation together at one choice of "
                          "places, every place of each, four patterns of bits";
  return check::mapped(std::move(all), [sizes, fields](const check::Case& row) {
    return situation(row, sizes, *fields);
  });
}

}  // namespace attest::micropy_executor
