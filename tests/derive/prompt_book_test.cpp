// SPDX-License-Identifier: Apache-2.0
/// \file
/// Members and prompts that mutants share: made once, and never those of a broken task.
#include "reference/derive/prompt_book.hpp"

#include <doctest/doctest.h>

#include <atomic>

namespace attest::derive {
namespace {

/// How often what was made.
struct Made {
  std::atomic<int> members = 0;
  std::atomic<int> prompts = 0;
  std::atomic<int> answers = 0;
};

/// Members whose task gives the first letter plus their number; prompts of two letters, but for the
/// first one.
Generators counted(Made& made) {
  Generators generators{.count = 100, .prompts = check::words(2, 3), .member = {}};
  generators.prompts.at = [&made, at = generators.prompts.at](std::int64_t index) {
    ++made.prompts;
    return index == 0 ? std::nullopt : at(index);
  };
  generators.member = [&made](std::int64_t member) {
    ++made.members;
    Generates built{.model = {}, .task = {}};
    built.task = {.id = "plus", .tokens = [&made, member](const check::Case& prompt) {
                    ++made.answers;
                    return check::word_of({prompt(0, 0).num().to_int64() + member});
                  }};
    return built;
  };
  return generators;
}

TEST_CASE("a member and a prompt are made once and are what the generators say") {
  Made made;
  const PromptBook book(counted(made));
  for (int times = 0; times < 3; ++times) {
    const Generates member = book.member(2);
    CHECK(book.at(2, 0, member.task) == nullptr);
    for (std::int64_t i = 1; i < 9; ++i) {
      const auto known = book.at(2, i, member.task);
      REQUIRE(known != nullptr);
      CHECK(known->prompt == check::words(2, 3).at(i).value());
      CHECK(known->expected == check::word_of({i / 3 + 2}));
      CHECK(known->words == known_prompt(known->prompt, member.task).words);
    }
  }
  CHECK(made.members == 1);
  CHECK(made.prompts == 8 + 3);  // the one without a case is asked for each time
}

TEST_CASE("members have prompts of their own") {
  Made made;
  const PromptBook book(counted(made));
  const Generates one = book.member(1);
  const Generates two = book.member(2);
  CHECK(book.at(1, 3, one.task)->expected == check::word_of({2}));
  CHECK(book.at(2, 3, two.task)->expected == check::word_of({3}));
  CHECK(book.at(1, 3, one.task)->expected == check::word_of({2}));
}

TEST_CASE("a broken task is asked itself and changes nothing that is kept") {
  Made made;
  const PromptBook book(counted(made));
  Generates broken = book.member(1);
  broken.task.tokens = [](const check::Case&) { return check::word_of({7}); };
  CHECK(book.at(1, 3, broken.task)->expected == check::word_of({7}));
  CHECK(book.at(1, 3, book.member(1).task)->expected == check::word_of({2}));
  CHECK(book.at(1, 3, broken.task)->expected == check::word_of({7}));
}

TEST_CASE("members beyond the first are built each time and so are their prompts") {
  Made made;
  const PromptBook book(counted(made));
  for (std::int64_t member = 0; member < 100; ++member) (void)book.member(member);
  const int before = made.members;
  const Generates last = book.member(99);
  CHECK(made.members == before + 1);
  for (int times = 0; times < 2; ++times) {
    CHECK(book.at(99, 3, last.task)->expected == check::word_of({100}));
  }
  CHECK(made.answers == 2);
}

}  // namespace
}  // namespace attest::derive
