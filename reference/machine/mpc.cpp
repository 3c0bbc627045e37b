// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounds, ledgers and codes by plain loops; see mpc.hpp.
#include "reference/machine/mpc.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"

namespace attest::machine::mpc {
namespace {

bool is_prime(std::int64_t x) {
  if (x < 2) return false;
  for (std::int64_t d = 2; d * d <= x; ++d) {
    if (x % d == 0) return false;
  }
  return true;
}

/// Least x with x^power >= value. \pre value >= 1, power >= 1
std::int64_t root_above(const Integer& value, std::int64_t power) {
  std::int64_t low = 0;  // low^power < value
  std::int64_t high = value.to_int64();
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (pow(Integer(middle), static_cast<unsigned>(power)) < value ? low : high) = middle;
  }
  return high;
}

/// Payload of (type, a, b) with a, b <= N: type (N+1)^2 + a (N+1) + b.
std::int64_t packed(std::int64_t machines, std::int64_t type, std::int64_t a, std::int64_t b) {
  return (type * (machines + 1) + a) * (machines + 1) + b;
}

}  // namespace

void enter_round(Ledger& ledger, const std::vector<std::int64_t>& sent,
                 const std::vector<std::int64_t>& received) {
  const std::int64_t words = std::accumulate(sent.begin(), sent.end(), std::int64_t{0});
  ATTEST_REQUIRE(words == std::accumulate(received.begin(), received.end(), std::int64_t{0}),
                 std::to_string(words) + " words sent");
  ++ledger.rounds;
  ledger.words += words;
  for (const std::int64_t count : sent) ledger.most_sent = std::max(ledger.most_sent, count);
  for (const std::int64_t count : received) {
    ledger.most_received = std::max(ledger.most_received, count);
  }
}

bool is_relation(const Outboxes& outboxes, std::int64_t s) {
  std::vector<std::int64_t> received(outboxes.size(), 0);
  for (const std::vector<Message>& outbox : outboxes) {
    std::int64_t sent = 0;
    for (const Message& message : outbox) {
      if (message.to == 0) continue;
      if (message.to < 0 || message.to > std::ssize(outboxes)) return false;
      ++sent;
      ++received[static_cast<std::size_t>(message.to - 1)];
    }
    if (sent > s) return false;
  }
  return std::all_of(received.begin(), received.end(),
                     [s](std::int64_t count) { return count <= s; });
}

std::vector<std::vector<Received>> deliver(const Outboxes& outboxes, Ledger& ledger) {
  std::vector<std::vector<Received>> inboxes(outboxes.size());
  std::vector<std::int64_t> sent(outboxes.size(), 0);
  std::vector<std::int64_t> received(outboxes.size(), 0);
  for (std::size_t j = 0; j < outboxes.size(); ++j) {
    for (std::size_t slot = 0; slot < outboxes[j].size(); ++slot) {
      const Message& message = outboxes[j][slot];
      if (message.to == 0) continue;
      ATTEST_REQUIRE(1 <= message.to && message.to <= std::ssize(outboxes),
                     "machine " + std::to_string(message.to));
      inboxes[static_cast<std::size_t>(message.to - 1)].push_back(
          {.from = static_cast<std::int64_t>(j) + 1,
           .slot = static_cast<std::int64_t>(slot),
           .payload = message.payload});
      ++sent[j];
      ++received[static_cast<std::size_t>(message.to - 1)];
    }
  }
  enter_round(ledger, sent, received);
  return inboxes;
}

CycleMinima cycle_minima(const std::vector<std::int64_t>& image, std::int64_t rounds) {
  const std::int64_t machines = std::ssize(image);
  std::vector<std::int64_t> next = image;
  std::vector<std::int64_t> previous(image.size());
  CycleMinima result;
  for (std::int64_t j = 1; j <= machines; ++j) {
    previous[static_cast<std::size_t>(image[static_cast<std::size_t>(j - 1)] - 1)] = j;
    result.minima.push_back(j);
  }
  for (std::int64_t round = 0; round < rounds; ++round) {
    Outboxes outboxes;
    for (std::size_t j = 0; j < image.size(); ++j) {
      outboxes.push_back(
          {{.to = previous[j], .payload = packed(machines, 0, next[j], result.minima[j])},
           {.to = next[j], .payload = packed(machines, 1, previous[j], 0)}});
    }
    const auto inboxes = deliver(outboxes, result.ledger);
    for (std::size_t j = 0; j < image.size(); ++j) {
      for (const Received& message : inboxes[j]) {
        const std::int64_t a = message.payload / (machines + 1) % (machines + 1);
        if (message.payload >= packed(machines, 1, 0, 0)) {
          previous[j] = a;
        } else {
          next[j] = a;
          result.minima[j] = std::min(result.minima[j], message.payload % (machines + 1));
        }
      }
    }
  }
  return result;
}

std::int64_t Code::mark(std::int64_t id, std::int64_t e) const {
  std::int64_t value = 0;
  std::int64_t power = 1;
  for (std::int64_t digit = 0; digit < digits; ++digit, id /= prime) {
    value = (value + id % prime * power) % prime;
    power = power * e % prime;
  }
  return value;
}

Code best_code(std::int64_t machines, std::int64_t s) {
  ATTEST_REQUIRE(machines >= 1 && s >= 1, std::to_string(machines) + " machines");
  const Integer messages = Integer(machines) * s;
  Code best{.prime = 0};
  // Of each number of digits the least prime that serves is the best one.
  for (std::int64_t digits = 1;
       pow(Integer(2), static_cast<unsigned>(digits - 1)) < messages || digits == 1; ++digits) {
    Code code{.digits = digits, .points = (s * s - 1) * (digits - 1) + 1};
    const std::int64_t least = std::max(root_above(messages, digits), code.points);
    for (code.prime = least; !is_prime(code.prime); ++code.prime) {
    }
    if (best.prime == 0 || code.cells() < best.cells()) best = code;
  }
  return best;
}

bool isolates(const Code& code, const std::vector<std::int64_t>& senders, std::int64_t s) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> marks;
  for (const std::int64_t sender : senders) {
    for (std::int64_t slot = 0; slot < s; ++slot) {
      for (std::int64_t e = 0; e < code.points; ++e) {
        ++marks[{e, code.mark((sender - 1) * s + slot, e)}];
      }
    }
  }
  for (const std::int64_t sender : senders) {
    for (std::int64_t slot = 0; slot < s; ++slot) {
      bool is_alone = false;
      for (std::int64_t e = 0; e < code.points; ++e) {
        is_alone = is_alone || marks[{e, code.mark((sender - 1) * s + slot, e)}] == 1;
      }
      if (!is_alone) return false;
    }
  }
  return true;
}

}  // namespace attest::machine::mpc
