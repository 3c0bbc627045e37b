// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs of executors, and what their mutants choose.
#include <algorithm>
#include <optional>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

/// The number of bits, or of signs; nothing where an entry is neither.
std::optional<std::int64_t> number_in(const std::vector<Rational>& token, const model::Slice& slice,
                                      const Rational& zero) {
  std::int64_t number = 0;
  for (int i = 0; i < slice.size; ++i) {
    const Rational& entry = token[static_cast<std::size_t>(slice[i])];
    if (entry == Rational(1)) {
      number += std::int64_t{1} << i;
    } else if (entry != zero) {
      return std::nullopt;
    }
  }
  return number;
}

/// Whether the entries of a field are all signs, all 0, or bits.
bool has_form(const std::vector<Rational>& token, const model::Slice& slice, bool is_code) {
  const Rational zero = is_code ? -1 : 0;
  bool is_empty = true;
  for (int i = 0; i < slice.size; ++i) {
    is_empty = is_empty && token[static_cast<std::size_t>(slice[i])].is_zero();
  }
  return is_empty || number_in(token, slice, zero).has_value();
}

/// Whether every field of a line is a code, or 0, or bits, and none of an instruction is set.
bool is_line(const std::vector<Rational>& token, const TokenFields& fields) {
  const LineFields& f = fields.line;
  for (int i = fields.instruction.address.first; i < f.pc.first; ++i) {
    if (!token[static_cast<std::size_t>(i)].is_zero()) return false;
  }
  const auto is_code = [&token](const model::Slice& slice) { return has_form(token, slice, true); };
  const auto are_bits = [&token](const model::Slice& slice) {
    return has_form(token, slice, false);
  };
  return is_code(f.pc) && is_code(f.depth) && is_code(f.variable) && is_code(f.written) &&
         is_code(f.return_to) && is_code(f.destination) && is_code(f.called) && are_bits(f.value) &&
         are_bits(f.attribute) && are_bits(f.phase) && are_bits(f.told);
}

/// The place of the only 1; nothing where there is another entry, none or several.
std::optional<int> place_in(const std::vector<Rational>& token, const model::Slice& slice) {
  const std::optional<std::int64_t> number = number_in(token, slice, 0);
  if (!number || *number <= 0 || (*number & (*number - 1)) != 0) return std::nullopt;
  int place = 0;
  while ((*number >> place) != 1) ++place;
  return place;
}

}  // namespace

Executor::Executor(const Sizes& built_for, const Choices& chosen, bool reduces)
    : Executor(built_for, chosen, reduces, executor(built_for, chosen)) {}

Executor::Executor(const Sizes& built_for, const Choices& chosen, bool reduces,
                   model::Transformer given)
    : sizes(built_for),
      choices(chosen),
      is_reduced(reduces),
      fields(token_fields(sizes)),
      model(std::move(given)),
      generator(model, 0, model::Tie::average,
                reduces ? std::optional(erasure(sizes, choices)) : std::nullopt) {}

const Executor& Executors::of(const std::string& twist) const {
  const std::scoped_lock lock(mutex_);
  std::unique_ptr<const Executor>& executor = built_[twist];
  if (!executor) {
    executor = std::make_unique<const Executor>(sizes_, derive::choices_of(wrong_choices(), twist),
                                                is_reduced_);
  }
  return *executor;
}

ExecutorRun::ExecutorRun(const Executor& executor, const machine::three_address::Code& code,
                         const std::vector<std::int64_t>& arguments)
    : executor_(executor),
      generation_(executor.generator, prompt_of(code, arguments, executor.fields)),
      attributes_(static_cast<std::size_t>(executor.sizes.attributes), 0),
      largest_(generation_.length()) {}

bool ExecutorRun::step() {
  ATTEST_REQUIRE(!is_finished_, "a run that goes on");
  largest_ = std::max(largest_, generation_.length() + 1);
  const std::vector<Rational>& token = generation_.step();
  ++lines_;
  const LineFields& f = executor_.fields.line;
  const std::optional<int> kind = place_in(token, executor_.fields.kind);
  const std::optional<std::int64_t> next = number_in(token, f.pc, -1);
  if (!kind || !next || *kind == static_cast<int>(Kind::instruction)) return false;
  if (!is_line(token, executor_.fields)) return false;
  kind_ = static_cast<Kind>(*kind);
  if (kind_ != Kind::attribute && kind_ != Kind::write) return true;
  const std::optional<std::int64_t> value = number_in(token, f.value, 0);
  if (!value) return false;
  if (kind_ == Kind::attribute) {
    const std::optional<int> attribute = place_in(token, f.attribute);
    if (!attribute) return false;
    attributes_[static_cast<std::size_t>(*attribute)] = *value;
  } else if (*next == 0) {
    is_finished_ = true;
    value_ = *value;
  }
  return true;
}

bool ExecutorRun::finish(std::int64_t most_lines) {
  while (!is_finished_ && lines_ < most_lines) {
    if (!step()) return false;
  }
  return is_finished_;
}

std::vector<Wrong> wrong_choices() {
  return {
      {.name = "leftmost_lookup",
       .why = "the first line that wrote a variable is read",
       .choices = {.lookup = model::Norm::leftmost_hardmax}},
      {.name = "depth_ignored",
       .why = "operands of any frame are read",
       .choices = {.is_depth_compared = false}},
      {.name = "returns_behind_itself",
       .why = "a return goes on behind itself, not behind the call",
       .choices = {.returns_to_caller = false}},
      {.name = "argument_in_own_frame",
       .why = "an argument is written into the frame that calls",
       .choices = {.is_argument_deeper = false}},
      {.name = "drops_attributes",
       .why = "the reduction erases the attributes that a return tells",
       .choices = {.drops_answer = true},
       .proof = "nothing is erased here"},
      {.name = "call_of_any_depth",
       .why = "a return looks for the last call, of whatever depth",
       .choices = {.is_call_of_depth = false},
       .proof = "calls of frames that have returned are erased: the last one began the live frame"},
      {.name = "no_copy_of_locals",
       .why = "an operand that is a variable is not copied before the next is evaluated",
       .choices = {.copies_locals = false},
       .proof = "no expression writes a variable of its own frame, and no callee one of its "
                "caller's"},
      {.name = "attribute_read_late",
       .why = "a left operand that is an attribute is read behind the right one",
       .choices = {.reads_attribute_late = true}}};
}

}  // namespace attest::micropy_executor
