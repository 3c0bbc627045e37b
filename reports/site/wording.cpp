// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words and numbers for people.
#include "reports/site/wording.hpp"

#include <fmt/format.h>

namespace attest::site {
namespace {

/// "10^18" for a power of ten, "about 3.2 * 10^20" for other long numbers, else the digits.
std::string size_text(const std::string& digits) {
  constexpr std::size_t longest = 15;
  if (digits.size() <= longest) return grouped(digits);
  const std::size_t exponent = digits.size() - 1;
  const bool is_power = digits.find_first_not_of('0', 1) == std::string::npos && digits[0] == '1';
  if (is_power) return fmt::format("10^{}", exponent);
  return fmt::format("about {}.{} * 10^{}", digits[0], digits[1], exponent);
}

std::string samples_text(const check::Row& row) {
  return fmt::format("{} samples of {}", grouped(std::to_string(row.cases)),
                     size_text(row.full_size));
}

}  // namespace

std::string grouped(std::string_view decimal_digits) {
  std::string result;
  for (std::size_t i = 0; i < decimal_digits.size(); ++i) {
    const std::size_t left = decimal_digits.size() - i;
    if (i > 0 && left % 3 == 0 && decimal_digits[i - 1] != '-') result += ' ';
    result += decimal_digits[i];
  }
  return result;
}

std::string verdict_text(const check::Row& row) {
  if (!row.is_whole() && row.shard.begin == row.shard.end) return "empty shard";
  if (row.verdict.truth != check::Truth::holds) {
    return std::string(check::name_of(row.verdict.truth));
  }
  if (row.standing == check::Standing::refuted) return "published sentence refuted";
  return row.coverage == check::Coverage::sampled ? "no counterexample" : "holds";
}

std::string coverage_text(const check::Row& row) {
  const std::string cases = grouped(std::to_string(row.cases));
  const std::string shard = row.is_whole() ? ""
                                           : fmt::format(", shard [{}, {}) of {}", row.shard.begin,
                                                         row.shard.end, row.size);
  const bool is_sampled = row.coverage == check::Coverage::sampled;
  if (row.verdict.truth != check::Truth::holds) {
    if (is_sampled) return samples_text(row) + shard;
    return fmt::format("{} of {} cases{}", cases, size_text(row.full_size), shard);
  }
  if (is_sampled) {
    return row.standing == check::Standing::refuted
               ? samples_text(row) + shard
               : "No counterexample among " + samples_text(row) + shard;
  }
  if (row.coverage == check::Coverage::certificate) {
    const std::string size = row.full_size == "1" ? "" : size_text(row.full_size) + " cases ";
    return size + "by certificate" + shard;
  }
  const std::string noun = row.cases == 1 ? "case" : "cases";
  if (!row.is_whole()) return fmt::format("{} {}{}", cases, noun, shard);
  const char* which = row.coverage == check::Coverage::given ? "given " : "";
  if (row.full_size == "1") return fmt::format("the one {}case", which);
  return std::to_string(row.cases) == row.full_size
             ? fmt::format("all {} {}{}", cases, which, noun)
             : fmt::format("all {} {} that meet the preconditions, of {}", cases, noun,
                           size_text(row.full_size));
}

std::string arithmetic_text(const check::Row& row) {
  const std::string name = arithmetic_name(row.arithmetic);
  return row.bits > 0 ? fmt::format("{}, {} bits", name, row.bits) : name;
}

void add(MutantCounts& counts, const MutantCounts& others) {
  counts.refuted += others.refuted;
  counts.equivalent += others.equivalent;
  counts.alive += others.alive;
}

MutantCounts count(const std::vector<check::MutantRow>& mutants) {
  MutantCounts counts;
  for (const check::MutantRow& mutant : mutants) {
    counts.refuted += mutant.fate == check::Fate::refuted ? 1 : 0;
    counts.equivalent += mutant.fate == check::Fate::equivalent ? 1 : 0;
    counts.alive += mutant.fate == check::Fate::alive ? 1 : 0;
  }
  return counts;
}

std::string mutants_text(const MutantCounts& counts) {
  std::string text;
  const auto add = [&](int number, std::string_view fate) {
    if (number > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, fate);
  };
  add(counts.refuted, "refuted");
  add(counts.equivalent, "equivalent");
  add(counts.alive, "alive");
  return text;
}

std::string spaced(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = c == '_' ? ' ' : c;
  return result;
}

std::string seconds_text(const check::Row& row) {
  const double seconds_approx = row.cpu_seconds_approx;
  return seconds_approx < 10 ? fmt::format("{:.2f}", seconds_approx)
                             : fmt::format("{:.1f}", seconds_approx);
}

std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto is_inside = [&](std::size_t at) {  // of a character of several bytes
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t head = most / 2;
  while (is_inside(head)) --head;
  std::size_t tail = text.size() - (most - most / 2);
  while (is_inside(tail)) ++tail;
  return text.substr(0, head) + " ... " + text.substr(tail);
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

std::string arithmetic_name(check::Arithmetic arithmetic) {
  return arithmetic == check::Arithmetic::p_bit_float ? "p-bit float"
                                                      : spaced(check::name_of(arithmetic));
}

std::string fate_text(check::Fate fate) {
  return fate == check::Fate::refuted ? "refuted" : std::string(check::name_of(fate));
}

}  // namespace attest::site
