// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words that are enumerated, and long ones in which hops lead somewhere.
#include <numeric>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/gadget/block_string.hpp"
#include "reference/number/error.hpp"

namespace attest::k_hop_log_depth {
namespace {

using Symbols = std::vector<std::int64_t>;

/// Most words of one space; more would run for months.
const Integer most_words = power_of_two(40);

/// The kinds of long words, in turn.
enum class Chain { alternating, constant, periodic, blocks, uniform, count };

/// The blocks of a random permutation of 1 to 4 points, k of them or as many as n tokens hold.
Symbols block_string(std::int64_t n, std::int64_t k, Random& random) {
  const std::int64_t points = random.between(1, 4);
  const std::int64_t blocks = std::min(k, (n - 1) / (2 * points));
  Symbols image(static_cast<std::size_t>(points));
  std::iota(image.begin(), image.end(), 0);
  for (std::size_t i = image.size(); i > 1; --i) {
    std::swap(image[i - 1], image[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
  }
  return gadget::symbols_of(gadget::block_tokens(image, blocks, random.below(points), {}), points);
}

Symbols chain(std::int64_t n, std::int64_t k, Chain kind, Random& random) {
  if (kind == Chain::blocks) return block_string(n, k, random);
  Symbols word(static_cast<std::size_t>(n), 1);
  const std::int64_t period = random.between(3, std::max<std::int64_t>(3, n / 4));
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (kind == Chain::alternating) word[i] = 1 + static_cast<std::int64_t>(i % 2);
    if (kind == Chain::uniform) word[i] = random.between(1, 4);
    if (kind == Chain::periodic) {
      const auto back = static_cast<std::size_t>(period);
      word[i] = i < back ? random.between(1, 9) : word[i - back];
    }
  }
  return word;
}

}  // namespace

check::CaseSpace short_words(std::int64_t letters, std::int64_t n, Form form, View view) {
  std::vector<std::int64_t> ends;  // of the words of each length
  Integer size = 0;
  Integer power = 1;
  for (std::int64_t length = 1; length <= n; ++length) {
    power *= letters;
    size += power;
    if (size > most_words) {
      throw InputError("case-space-size", "letters and n", "more than 2^40 words", "at most 2^40");
    }
    ends.push_back(size.to_int64());
  }
  const bool is_state = view == View::state;
  const int value = !is_state ? -1 : form == Form::standard ? 3 : 2;
  check::CaseSpace space{.size = size.to_int64(), .full_size = size};
  space.description =
      "all words of 1 to " + std::to_string(n) + " of " + std::to_string(letters) + " letters";
  space.at = [=](std::int64_t index) -> std::optional<check::Case> {
    int length = 1;
    while (index >= ends[static_cast<std::size_t>(length - 1)]) ++length;
    if (length > 1) index -= ends[static_cast<std::size_t>(length - 2)];
    Matrix word(length, value < 0 ? 1 : value + 1);
    for (int i = length - 1; i >= 0; --i) {
      word(i, 0) = 1 + index % letters;
      // The embedding starts with val = x in one-layer forms and with val = 0 in the standard form.
      if (value == 2) word(i, value) = word(i, 0);
      index /= letters;
    }
    return word;
  };
  return space;
}

check::CaseSpace chains(std::int64_t n, std::int64_t k, std::int64_t size, std::uint64_t seed) {
  // Their number is at least that of the uniform words over four letters.
  return check::sampled(
      "long words with many hops", size, seed, pow(Integer(4), static_cast<unsigned>(n)),
      "words of " + std::to_string(n) + " letters are too many to enumerate",
      [n, k](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Chain>(index % static_cast<std::int64_t>(Chain::count));
        return word_of(chain(n, k, kind, random));
      });
}

}  // namespace attest::k_hop_log_depth
