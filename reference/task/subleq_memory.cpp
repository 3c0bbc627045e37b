// SPDX-License-Identifier: Apache-2.0
/// \file
/// One SUBLEQ instruction in one memory, on raw tokens.
#include "reference/task/subleq_memory.hpp"

namespace attest::task {
namespace {

std::int64_t number(const Rational& value) { return value.num().to_int64(); }

// The least nonnegative residue.
std::int64_t residue(std::int64_t value, std::int64_t modulus) {
  const std::int64_t rest = value % modulus;
  return rest < 0 ? rest + modulus : rest;
}

// Reads and writes the columns of one case.
class Columns {
 public:
  Columns(const SubleqConsole& console, const Matrix& tokens)
      : console_(console),
        modulus_(console.word_bits == 0 ? 0 : std::int64_t{1} << console.word_bits),
        next(tokens) {}

  [[nodiscard]] std::int64_t unsigned_word(std::int64_t value) const {
    return modulus_ == 0 ? value : residue(value, modulus_);
  }
  [[nodiscard]] std::int64_t signed_word(std::int64_t value) const {
    const std::int64_t rest = unsigned_word(value);
    return modulus_ != 0 && rest >= modulus_ / 2 ? rest - modulus_ : rest;
  }
  [[nodiscard]] Rational& at(std::int64_t address) {
    return next(static_cast<int>(unsigned_word(address)) + console_.first(), 0);
  }
  [[nodiscard]] bool names_console(std::int64_t operand) const {
    return console_.is_howerj ? operand == -1 : operand < 0;
  }

  // What an instruction subtracts, its flags and the next pc.
  struct Step {
    std::int64_t read = 0;
    bool on_a = false;
    bool on_b = false;
    std::int64_t pc = 0;
  };

  // Executes (a, b, c) at pc in `next`.
  Step execute(std::int64_t pc, std::int64_t a, std::int64_t b, std::int64_t c) {
    Step step{.on_a = names_console(a), .on_b = names_console(b), .pc = unsigned_word(pc + 3)};
    step.read = number(step.on_a ? next(1, 0) : at(a));
    if (step.on_b) return step;
    const std::int64_t old = step.on_a && console_.is_howerj ? 0 : number(at(b));
    const std::int64_t word = signed_word(old - step.read);
    at(b) = word;
    if (!step.on_a && word <= 0) step.pc = unsigned_word(c);
    return step;
  }

  [[nodiscard]] std::vector<Rational> entries() const {
    std::vector<Rational> result;
    for (int i = 0; i < next.rows(); ++i) {
      result.insert(result.end(), next.row(i).begin(), next.row(i).end());
    }
    return result;
  }

 private:
  SubleqConsole console_;
  std::int64_t modulus_;

 public:
  Matrix next;
};

std::vector<Rational> next_memory(const SubleqConsole& console, const Matrix& tokens) {
  using F = SubleqMemory;
  Columns columns(console, tokens);
  const std::int64_t pc = number(tokens(0, F::pc));
  const auto fetched = [&](std::int64_t offset) { return number(columns.at(pc + offset)); };
  const Columns::Step step = columns.execute(pc, fetched(0), fetched(1), fetched(2));
  columns.next(0, F::word) = step.read;
  columns.next(0, F::pc) = step.pc;
  columns.next(0, F::on_a) = step.on_a ? 1 : 0;
  columns.next(0, F::on_b) = step.on_b ? 1 : 0;
  return columns.entries();
}

std::vector<Rational> next_fetched(const SubleqConsole& console, const Matrix& tokens) {
  using F = SubleqFetched;
  Columns columns(console, tokens);
  const auto held = [&](int field) { return number(tokens(0, field)); };
  const Columns::Step step = columns.execute(held(F::pc), held(F::a), held(F::b), held(F::c));
  columns.next(0, F::word) = step.read;
  columns.next(0, F::pc) = step.pc;
  columns.next(0, F::a) = columns.at(step.pc);
  columns.next(0, F::b) = columns.at(step.pc + 1);
  columns.next(0, F::c) = columns.at(step.pc + 2);
  columns.next(0, F::took) = step.on_a ? 1 : 0;
  columns.next(0, F::gave) = step.on_b && !step.on_a ? 1 : 0;
  return columns.entries();
}

std::string text_of(const SubleqConsole& console) {
  return std::string(console.is_howerj ? " howerj" : " davidar") +
         " word_bits=" + std::to_string(console.word_bits);
}

}  // namespace

std::vector<std::string> SubleqMemory::fields() { return {"word", "pc", "on_a", "on_b"}; }

std::vector<std::string> SubleqFetched::fields() {
  return {"word", "pc", "a", "b", "c", "took", "gave"};
}

Task subleq_memory(const SubleqConsole& console) {
  return {.id = "subleq_memory" + text_of(console),
          .answer = [console](const Matrix& tokens) { return next_memory(console, tokens); }};
}

Task subleq_fetched(const SubleqConsole& console) {
  return {.id = "subleq_fetched" + text_of(console),
          .answer = [console](const Matrix& tokens) { return next_fetched(console, tokens); }};
}

}  // namespace attest::task
