// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounds of messages, their ledger, and codes by hand.
#include "reference/machine/mpc.hpp"

#include <doctest/doctest.h>

namespace attest::machine::mpc {
namespace {

TEST_CASE("a round delivers by receiver and enters its words") {
  const Outboxes outboxes{{{.to = 2, .payload = 5}, {.to = 2, .payload = 5}},
                          {{}, {.to = 1, .payload = 7}},
                          {{.to = 3, .payload = 9}}};
  CHECK(is_relation(outboxes, 2));
  CHECK(!is_relation(outboxes, 1));
  CHECK(!is_relation({{{.to = 2}}}, 1));
  Ledger ledger;
  const auto inboxes = deliver(outboxes, ledger);
  CHECK(inboxes[0] == std::vector<Received>{{.from = 2, .slot = 1, .payload = 7}});
  CHECK(inboxes[1] == std::vector<Received>{{.from = 1, .slot = 0, .payload = 5},
                                            {.from = 1, .slot = 1, .payload = 5}});
  CHECK(inboxes[2] == std::vector<Received>{{.from = 3, .slot = 0, .payload = 9}});
  CHECK(ledger.rounds == 1);
  CHECK(ledger.words == 4);
  CHECK(ledger.most_sent == 2);
  CHECK(ledger.most_received == 2);
}

TEST_CASE("minima of cycles after each round are as worked out by hand") {
  const std::vector<std::int64_t> cycle{2, 3, 4, 1};
  CHECK(cycle_minima(cycle, 0).minima == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(cycle_minima(cycle, 1).minima == std::vector<std::int64_t>{1, 2, 3, 1});
  CHECK(cycle_minima(cycle, 2).minima == std::vector<std::int64_t>{1, 1, 1, 1});
  CHECK(cycle_minima({2, 1, 3}, 2).minima == std::vector<std::int64_t>{1, 1, 3});
  CHECK(cycle_minima(cycle, 2).ledger.words == 16);
}

TEST_CASE("marks are polynomials over the digits of an id") {
  const Code code{.prime = 5, .digits = 2, .points = 4};
  // 13 = 3 + 2 * 5: 3 + 2 e mod 5.
  CHECK(code.mark(13, 0) == 3);
  CHECK(code.mark(13, 1) == 0);
  CHECK(code.mark(13, 3) == 4);
  CHECK(code.cells() == 20);
}

TEST_CASE("cells for 2^20 machines number as counted beforehand") {
  const std::int64_t machines = std::int64_t{1} << 20;
  CHECK(best_code(machines, 2).cells() == 247);
  CHECK(best_code(machines, 3).cells() == 1075);
  CHECK(best_code(machines, 4).cells() == 2162);
  CHECK(best_code(machines, 6).cells() == 11342);
  CHECK(best_code(machines, 8).cells() == 26797);
}

TEST_CASE("the code beats the one-hot code at 11 and 12 and from 15 machines on for s = 2") {
  for (std::int64_t n = 1; n <= 300; ++n) {
    CAPTURE(n);
    CHECK((best_code(n, 2).cells() < 2 * n) == (n == 11 || n == 12 || n >= 15));
  }
}

TEST_CASE("the code beats the one-hot code first at 34 machines for s = 3") {
  for (std::int64_t n = 1; n < 34; ++n) CHECK(best_code(n, 3).cells() >= n * 3);
  CHECK(best_code(34, 3).cells() < 34 * 3);
}

TEST_CASE("senders 25 and 71 need the seventh point") {
  Code code = best_code(71, 2);
  CHECK(code == Code{.prime = 7, .digits = 3, .points = 7});
  CHECK(isolates(code, {25, 71}, 2));
  --code.points;
  CHECK(!isolates(code, {25, 71}, 2));
}

}  // namespace
}  // namespace attest::machine::mpc
