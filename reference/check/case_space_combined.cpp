// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces out of others, and samples by counter-based draws.
#include <algorithm>
#include <utility>

#include "reference/check/case_space_size.hpp"
#include "reference/number/contract.hpp"

namespace attest::check {
namespace {

Coverage weaker(Coverage a, Coverage b) { return std::max(a, b); }

std::string joined_texts(const std::string& a, const std::string& between, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return a + between + b;
}

/// Random cases of a run share a seed with the choice of mutants, which has a stream of its own.
constexpr std::uint64_t case_stream = 0;

}  // namespace

CaseSpace product(CaseSpace left, CaseSpace right,
                  Function<std::optional<Case>(const Case&, const Case&)> join) {
  const std::string description = left.description + " x " + right.description;
  const std::int64_t size = checked_size(Integer(left.size) * Integer(right.size), description);
  return {
      .description = description,
      .coverage = weaker(left.coverage, right.coverage),
      .size = size,
      .full_size = left.full_size * right.full_size,
      .why_sampled = joined_texts(left.why_sampled, "; ", right.why_sampled),
      .at = [left_at = std::move(left.at), right_at = std::move(right.at), right_size = right.size,
             join = std::move(join)](std::int64_t index) -> std::optional<Case> {
        const std::optional<Case> a = left_at(index / right_size);
        if (!a) return std::nullopt;
        const std::optional<Case> b = right_at(index % right_size);
        if (!b) return std::nullopt;
        return join(*a, *b);
      }};
}

CaseSpace mapped(CaseSpace space, Function<std::optional<Case>(const Case&)> map) {
  space.at = [at = std::move(space.at),
              map = std::move(map)](std::int64_t index) -> std::optional<Case> {
    const std::optional<Case> original = at(index);
    if (!original) return std::nullopt;
    return map(*original);
  };
  return space;
}

CaseSpace concatenated(std::vector<CaseSpace> parts) {
  ATTEST_REQUIRE(!parts.empty(), "a concatenation has parts");
  CaseSpace whole;
  whole.coverage = parts.front().coverage;
  Integer size = 0;
  std::vector<std::int64_t> begins;
  for (const CaseSpace& part : parts) {
    ATTEST_REQUIRE(part.coverage == whole.coverage, "concatenated spaces have the same coverage");
    whole.description = joined_texts(whole.description, ", then ", part.description);
    whole.full_size += part.full_size;
    if (whole.why_sampled != part.why_sampled) {
      whole.why_sampled = joined_texts(whole.why_sampled, "; ", part.why_sampled);
    }
    begins.push_back(checked_size(size, whole.description));
    size += part.size;
  }
  whole.size = checked_size(size, whole.description);
  whole.at = [begins = std::move(begins), parts = std::move(parts)](std::int64_t index) {
    // The last part that begins at or before the index; empty parts begin where the next one does.
    const auto next = std::upper_bound(begins.begin(), begins.end(), index);
    const auto part = static_cast<std::size_t>(next - begins.begin()) - 1;
    return parts[part].at(index - begins[part]);
  };
  return whole;
}

CaseSpace sampled(std::string description, std::int64_t size, std::uint64_t seed, Integer full_size,
                  std::string why_sampled,
                  Function<std::optional<Case>(Random&, std::int64_t)> draw) {
  require_not_negative(size, "size", description);
  checked_size(size, description);
  ATTEST_REQUIRE(full_size >= 1'000'000'000 || !why_sampled.empty(),
                 description + ": a sample of a space of " + full_size.to_string() +
                     " cases needs its reason");
  return {.description = std::move(description),
          .coverage = Coverage::sampled,
          .size = size,
          .full_size = std::move(full_size),
          .why_sampled = std::move(why_sampled),
          .at = [seed, draw = std::move(draw)](std::int64_t index) {
            Random random(seed, case_stream, static_cast<std::uint64_t>(index));
            return draw(random, index);
          }};
}

}  // namespace attest::check
