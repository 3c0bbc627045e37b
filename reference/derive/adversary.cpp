// SPDX-License-Identifier: Apache-2.0
/// \file
/// Messages by adding up table entries; buckets by hash, then by comparison.
#include "reference/derive/adversary.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/hash128.hpp"

namespace attest::derive {
namespace {

using protocol::Sums;

/// What Bob's tokens add, by letter and slot.
class BobsTerms {
 public:
  BobsTerms(const Instances& instances, const protocol::OneLayer& layer) {
    const std::vector<Place>& places = instances.reduces().places;
    for (int letter = 0; letter <= instances.bob().largest_letter(); ++letter) {
      const std::vector<Sums> terms = layer.terms(instances.tokens_of_letter(letter));
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].owner != Owner::bob) continue;
        const std::size_t row = static_cast<std::size_t>(layer.first_input()) + i;
        terms_[{places[i].slot, letter}].push_back(terms[row]);
      }
    }
  }

  /// The sums of Bob's tokens under `word`.
  [[nodiscard]] Sums total(const std::vector<int>& word, int numbers) const {
    Sums result(static_cast<std::size_t>(numbers));
    for (std::size_t slot = 0; slot < word.size(); ++slot) {
      const auto found = terms_.find({static_cast<int>(slot), word[slot]});
      if (found == terms_.end()) continue;  // a letter that decides no token
      for (const Sums& terms : found->second) protocol::add(result, terms);
    }
    return result;
  }

 private:
  std::map<std::pair<int, int>, std::vector<Sums>> terms_;  // (slot, letter) -> one a token
};

/// The part of a message that is compared.
Sums compared(const Sums& message, const Tampering& tampering, int bits) {
  Sums result;
  const int kept = bits == 0 ? 0 : std::max(1, bits - tampering.fewer_bits);
  for (int i = 0; std::cmp_less(i, message.size()); ++i) {
    const auto& dropped = tampering.dropped;
    if (std::find(dropped.begin(), dropped.end(), i) != dropped.end()) continue;
    result.push_back(protocol::leading_bits(message[static_cast<std::size_t>(i)], kept));
  }
  return result;
}

std::uint64_t hash_of(const Sums& message) {
  Hasher128 hasher;
  for (const Integer& sum : message) hasher.add(sum);
  return hasher.finish().low;
}

}  // namespace

Adversary::Adversary(const Instances& instances, const Candidate& candidate,
                     const Tampering& tampering) {
  const protocol::OneLayer layer(candidate.layer, instances.reduces().reader);
  const BobsTerms terms(instances, layer);
  std::vector<Sums> messages;
  for (std::int64_t b = 0; b < instances.bob().size(); ++b) {
    const std::optional<std::vector<int>>& word = instances.bob().at(b);
    if (!word) continue;
    messages.push_back(protocol::leading_bits(terms.total(*word, layer.numbers()), candidate.bits));
  }
  inputs_ = std::ssize(messages);
  ledger_ = protocol::ledger_of(messages, layer.numbers(), candidate.bits);
  Tampering all = tampering;
  for (const protocol::HeadSums& head : layer.heads()) {
    if (all.drops_normalisers) all.dropped.push_back(head.normaliser);
  }
  bucket(messages, instances, all, candidate.bits);
  ATTEST_REQUIRE(Integer(distinct_) <= ledger_.messages,
                 std::to_string(distinct_) + " messages, more than the ledger allows");
}

void Adversary::bucket(const std::vector<Sums>& messages, const Instances& instances,
                       const Tampering& tampering, int bits) {
  struct Bucket {
    Sums message;
    std::int64_t last;
  };
  std::unordered_map<std::uint64_t, std::vector<Bucket>> buckets;
  earlier_.assign(static_cast<std::size_t>(instances.bob().size()), -1);
  std::size_t next = 0;
  for (std::int64_t b = 0; b < instances.bob().size(); ++b) {
    if (!instances.bob().at(b)) continue;
    Sums message = compared(messages[next++], tampering, bits);
    std::vector<Bucket>& chain = buckets[hash_of(message)];
    const auto same = std::find_if(chain.begin(), chain.end(),
                                   [&](const Bucket& bucket) { return bucket.message == message; });
    if (same == chain.end()) {
      chain.push_back({.message = std::move(message), .last = b});
      ++distinct_;
      continue;
    }
    earlier_[static_cast<std::size_t>(b)] = std::exchange(same->last, b);
    if (!first_collision_) first_collision_ = b;
  }
}

std::optional<std::int64_t> Adversary::earlier(std::int64_t b_prime) const {
  const std::int64_t found = earlier_.at(static_cast<std::size_t>(b_prime));
  return found < 0 ? std::nullopt : std::optional(found);
}

std::int64_t Adversary::needed_bits() const { return (Integer(inputs_) - 1).bit_length(); }

}  // namespace attest::derive
