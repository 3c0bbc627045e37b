// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces by mixed radix digits and combinatorial numbers.
#include "reference/check/case_space.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "reference/check/case_space_size.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::check {
namespace {

/// Words in base `base`: column i of the case is digit i.
std::optional<Case> column_of_digits(std::int64_t index, int n, std::int64_t base) {
  Case result(n, 1);
  for (int i = n - 1; i >= 0; --i) {
    result(i, 0) = index % base;
    index /= base;
  }
  return result;
}

CaseSpace columns_of_digits(const std::string& description, int n, int base) {
  require_not_negative(n, "length", description);
  require_not_negative(base, "number of letters", description);
  if (n > 62 && base >= 2) {
    throw InputError("case-space-size", description,
                     std::to_string(base) + "^" + std::to_string(n) + " cases",
                     "at most 2^62 cases");
  }
  // 0^n and 1^n need no bound on n.
  const Integer size = base >= 2 ? pow(Integer(base), static_cast<unsigned>(n))
                                 : Integer(base == 1 || n == 0 ? 1 : 0);
  return exhaustive(description, size,
                    [n, base](std::int64_t index) { return column_of_digits(index, n, base); });
}

/// Binomial coefficients C(m, r) for m <= n, r <= q; those beyond 2^62 are cut to 2^62 + 1.
class Binomials {
 public:
  Binomials(int n, int q) : width_(static_cast<std::size_t>(q) + 1) {
    table_.assign((static_cast<std::size_t>(n) + 1) * width_, 0);
    for (int m = 0; m <= n; ++m) {
      entry(m, 0) = 1;
      for (int r = 1; r <= std::min(m, q); ++r) {
        entry(m, r) = std::min(at(m - 1, r - 1) + (r < m ? at(m - 1, r) : 0), most_cases + 1);
      }
    }
  }
  [[nodiscard]] std::int64_t at(int m, int r) const { return table_[offset(m, r)]; }

 private:
  [[nodiscard]] std::int64_t& entry(int m, int r) { return table_[offset(m, r)]; }
  [[nodiscard]] std::size_t offset(int m, int r) const {
    return static_cast<std::size_t>(m) * width_ + static_cast<std::size_t>(r);
  }

  std::size_t width_;
  std::vector<std::int64_t> table_;
};

Case subset_at(std::int64_t index, int n, int q, const Binomials& binomials) {
  Case result(q, 1);
  int value = 0;
  for (int i = 0; i < q; ++i) {
    // Subsets whose element i is `value` continue with q - 1 - i of the n - 1 - value above it.
    while (true) {
      const std::int64_t with_value = binomials.at(n - 1 - value, q - 1 - i);
      if (index < with_value) break;
      index -= with_value;
      ++value;
    }
    result(i, 0) = value++;
  }
  return result;
}

Case permutation_at(std::int64_t index, int n) {
  std::vector<std::int64_t> radices;
  for (int i = n; i >= 1; --i) radices.push_back(i);
  std::vector<int> left(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) left[static_cast<std::size_t>(i)] = i;
  Case result(n, 1);
  int row = 0;
  for (const std::int64_t digit : digits(index, radices)) {
    result(row++, 0) = left[static_cast<std::size_t>(digit)];
    left.erase(left.begin() + digit);
  }
  return result;
}

}  // namespace

CaseSpace words(int n, int alphabet) {
  return columns_of_digits(
      "all words of length " + std::to_string(n) + " over Z_" + std::to_string(alphabet), n,
      alphabet);
}

CaseSpace bit_words(int n) {
  CaseSpace space = words(n, 2);
  space.description = "all words of " + std::to_string(n) + (n == 1 ? " bit" : " bits");
  space.at = [n](std::int64_t index) -> std::optional<Case> {
    Case word(n, 1);
    for (int i = 0; i < n; ++i) word(i, 0) = index >> i & 1;
    return word;
  };
  return space;
}

CaseSpace subsets(int n, int q) {
  const std::string description =
      "all " + std::to_string(q) + "-subsets of {0, ..., " + std::to_string(n - 1) + "}";
  require_not_negative(n, "n", description);
  require_not_negative(q, "q", description);
  constexpr std::int64_t most_binomials = std::int64_t{1} << 24;  // of the table for unranking
  if ((std::int64_t{n} + 1) * (std::int64_t{std::min(n, q)} + 1) > most_binomials) {
    throw InputError("case-space-arguments", description,
                     "n = " + std::to_string(n) + ", q = " + std::to_string(q),
                     "(n + 1) (q + 1) <= 2^24");
  }
  if (q > n) return exhaustive(description, 0, [](std::int64_t) { return std::nullopt; });
  Integer size = 1;
  for (int i = 0; i < std::min(q, n - q) && size <= most_cases; ++i) {
    size = exact_div(size * (n - i), Integer(i + 1));  // C(n, i + 1), increasing up to n / 2
  }
  checked_size(size, description);
  const auto binomials = std::make_shared<const Binomials>(n, q);
  return exhaustive(description, size, [n, q, binomials](std::int64_t index) {
    return std::optional<Case>(subset_at(index, n, q, *binomials));
  });
}

CaseSpace permutations(int n) {
  const std::string description = "all permutations of {0, ..., " + std::to_string(n - 1) + "}";
  require_not_negative(n, "n", description);
  Integer size = 1;
  for (int i = 2; i <= n && size <= most_cases; ++i) size *= i;
  return exhaustive(description, size, [n](std::int64_t index) {
    return std::optional<Case>(permutation_at(index, n));
  });
}

CaseSpace functions(int domain, int range) {
  return columns_of_digits(
      "all functions from " + std::to_string(domain) + " to " + std::to_string(range) + " elements",
      domain, range);
}

CaseSpace integer_box(const std::vector<std::int64_t>& lo, const std::vector<std::int64_t>& hi) {
  ATTEST_REQUIRE(lo.size() == hi.size(), "as many lower as upper bounds");
  std::string description = "all integer vectors in ";
  std::vector<std::int64_t> radices;
  Integer size = 1;
  for (std::size_t i = 0; i < lo.size(); ++i) {
    description +=
        (i == 0 ? "[" : " x [") + std::to_string(lo[i]) + ", " + std::to_string(hi[i]) + "]";
    size *= lo[i] <= hi[i] ? Integer(hi[i]) - Integer(lo[i]) + 1 : Integer(0);
  }
  if (lo.empty()) description += "dimension 0";
  checked_size(size, description);
  if (size != 0) {
    for (std::size_t i = 0; i < lo.size(); ++i) radices.push_back(hi[i] - lo[i] + 1);
  }
  return exhaustive(description, size, [lo, radices](std::int64_t index) {
    Case result(1, static_cast<int>(radices.size()));
    int column = 0;
    for (const std::int64_t digit : digits(index, radices)) {
      result(0, column) = lo[static_cast<std::size_t>(column)] + digit;
      ++column;
    }
    return std::optional<Case>(std::move(result));
  });
}

Case word_of(const std::vector<std::int64_t>& symbols) {
  Case word(static_cast<int>(symbols.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = symbols[static_cast<std::size_t>(i)];
  return word;
}

std::vector<std::int64_t> symbols_of(const Case& word) {
  std::vector<std::int64_t> result;
  result.reserve(static_cast<std::size_t>(word.rows()));
  for (int i = 0; i < word.rows(); ++i) result.push_back(word(i, 0).num().to_int64());
  return result;
}

std::vector<std::int64_t> digits(std::int64_t index, const std::vector<std::int64_t>& radices) {
  std::vector<std::int64_t> result(radices.size());
  for (std::size_t i = radices.size(); i-- > 0;) {
    result[i] = index % radices[i];
    index /= radices[i];
  }
  ATTEST_REQUIRE(index == 0, "an index inside the product of the radices");
  return result;
}

bool is_whole(Coverage coverage) {
  return coverage == Coverage::exhaustive || coverage == Coverage::certificate;
}

std::string_view name_of(Coverage coverage) {
  switch (coverage) {
    case Coverage::exhaustive:
      return "exhaustive";
    case Coverage::certificate:
      return "certificate";
    case Coverage::given:
      return "given";
    case Coverage::sampled:
      return "sampled";
  }
  ATTEST_REQUIRE(false, "a coverage outside the enumeration");
}

}  // namespace attest::check

template class std::vector<attest::check::CaseSpace>;
