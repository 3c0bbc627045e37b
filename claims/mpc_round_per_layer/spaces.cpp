// SPDX-License-Identifier: Apache-2.0
/// \file
/// Relations, shared receivers and permutations.
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/derive/drawing_text.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using machine::mpc::Outboxes;

Outboxes empty_outboxes(std::int64_t machines, std::int64_t messages) {
  return Outboxes(static_cast<std::size_t>(machines),
                  std::vector<machine::mpc::Message>(static_cast<std::size_t>(messages)));
}

}  // namespace

check::Case tokens_of(const Outboxes& outboxes, std::int64_t messages) {
  check::Case tokens(static_cast<int>(outboxes.size()), static_cast<int>(2 * messages));
  for (int j = 0; j < tokens.rows(); ++j) {
    const auto& outbox = outboxes[static_cast<std::size_t>(j)];
    for (std::size_t slot = 0; slot < outbox.size(); ++slot) {
      tokens(j, static_cast<int>(2 * slot)) = outbox[slot].to;
      tokens(j, static_cast<int>(2 * slot + 1)) = outbox[slot].payload;
    }
  }
  return tokens;
}

check::CaseSpace relations(std::int64_t machines, std::int64_t messages) {
  check::CaseSpace space = check::mapped(
      check::words(static_cast<int>(machines * messages), static_cast<int>(machines + 1)),
      [=](const check::Case& destinations) -> std::optional<check::Case> {
        Outboxes outboxes = empty_outboxes(machines, messages);
        for (std::int64_t id = 0; id < machines * messages; ++id) {
          outboxes[static_cast<std::size_t>(id / messages)][static_cast<std::size_t>(id %
                                                                                     messages)] = {
              .to = destinations(static_cast<int>(id), 0).num().to_int64(), .payload = 1 + id % 2};
        }
        if (!machine::mpc::is_relation(outboxes, messages)) return std::nullopt;
        return tokens_of(outboxes, messages);
      });
  space.description = "all choices of destinations of " + std::to_string(machines) +
                      " machines with " + derive::counted(messages, "message") +
                      " each that are relations";
  return space;
}

check::CaseSpace shared_receivers(std::int64_t machines, std::int64_t receivers) {
  check::CaseSpace space = check::product(
      check::subsets(static_cast<int>(machines), 2),
      check::integer_box({0, 0, 1, 1}, {1, 1, receivers, 2}),
      [machines](const check::Case& pair, const check::Case& chosen) -> std::optional<check::Case> {
        const std::int64_t receiver = chosen(0, 2).num().to_int64();
        const std::int64_t shift = chosen(0, 3).num().to_int64();
        Outboxes outboxes = empty_outboxes(machines, 2);
        for (int which = 0; which < 2; ++which) {
          const auto sender = static_cast<std::size_t>(pair(which, 0).num().to_int64());
          const std::int64_t slot = chosen(0, which).num().to_int64();
          for (std::int64_t other = 0; other < 2; ++other) {
            outboxes[sender][static_cast<std::size_t>(other)] = {
                .to = other == slot ? receiver : (receiver + shift - 1) % machines + 1,
                .payload = 1 + other};
          }
        }
        return tokens_of(outboxes, 2);
      });
  space.description = "all pairs of " + std::to_string(machines) +
                      " machines with full outboxes that share a receiver 1 to " +
                      std::to_string(receivers);
  return space;
}

check::CaseSpace random_relations(std::int64_t machines, std::int64_t messages, std::int64_t size,
                                  std::uint64_t seed) {
  return check::sampled(
      "relations of " + std::to_string(machines) + " machines", size, seed,
      pow(Integer(machines + 1), static_cast<unsigned>(machines * messages)),
      "too many to enumerate",
      [=](Random& random, std::int64_t index) -> std::optional<check::Case> {
        Outboxes outboxes = empty_outboxes(machines, messages);
        // Every receiver has s places; a message takes one of a random machine, or none is sent.
        std::vector<std::int64_t> places(static_cast<std::size_t>(machines), messages);
        for (std::int64_t id = 0; id < machines * messages; ++id) {
          const std::int64_t to = random.between(index % 3 == 0 ? 1 : 0, machines);
          if (to == 0 || places[static_cast<std::size_t>(to - 1)]-- <= 0) continue;
          outboxes[static_cast<std::size_t>(id / messages)][static_cast<std::size_t>(
              id % messages)] = {.to = to, .payload = random.between(0, 3)};
        }
        return tokens_of(outboxes, messages);
      });
}

check::Case linked(const std::vector<std::int64_t>& image) {
  check::Case tokens(static_cast<int>(image.size()), 2);
  for (int j = 0; j < tokens.rows(); ++j) {
    const std::int64_t next = image[static_cast<std::size_t>(j)];
    tokens(j, 0) = next + 1;
    tokens(static_cast<int>(next), 1) = j + 1;
  }
  return tokens;
}

check::CaseSpace random_permutations(std::int64_t machines, std::int64_t size, std::uint64_t seed) {
  Integer all = 1;
  for (std::int64_t j = 2; j <= machines; ++j) all *= j;
  return check::sampled("permutations of 1 to " + std::to_string(machines), size, seed, all,
                        "each takes a run of all its layers",
                        [=](Random& random, std::int64_t index) -> std::optional<check::Case> {
                          std::vector<std::int64_t> order;
                          for (std::int64_t j = 0; j < machines; ++j) {
                            order.insert(order.begin() + random.between(0, j), j);
                          }
                          if (index % 2 == 0) return linked(order);
                          std::vector<std::int64_t> image(order.size());  // one cycle
                          for (std::size_t at = 0; at < order.size(); ++at) {
                            image[static_cast<std::size_t>(order[at])] =
                                order[(at + 1) % order.size()];
                          }
                          return linked(image);
                        });
}

check::CaseSpace linked_permutations(std::int64_t machines) {
  check::CaseSpace space =
      check::mapped(check::permutations(static_cast<int>(machines)),
                    [](const check::Case& permutation) -> std::optional<check::Case> {
                      return linked(check::symbols_of(permutation));
                    });
  space.description = "all permutations of 1 to " + std::to_string(machines);
  return space;
}

}  // namespace attest::mpc_round_per_layer
