// SPDX-License-Identifier: Apache-2.0
/// \file
/// Functions share what they call and let go of it once.
#include "reference/number/function.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest {
namespace {

int twice(int x) { return 2 * x; }

TEST_CASE("a function calls the lambda or function or function that it was made of") {
  const Function<int(int)> plain = twice;
  CHECK(plain(21) == 42);
  const Function<int(int)> wrapped = [plain](int x) { return plain(x) + 1; };
  CHECK(wrapped(21) == 43);
  const Function<std::string(const std::string&, std::string)> joins =
      [](const std::string& a, std::string b) { return a + std::move(b); };
  CHECK(joins("to", "gether") == "together");
  const Function<void(int&)> changes = [](int& x) { x = 7; };
  int changed = 0;
  changes(changed);
  CHECK(changed == 7);
  const Function<std::unique_ptr<int>(std::unique_ptr<int>)> moves = [](std::unique_ptr<int> x) {
    ++*x;
    return x;
  };
  CHECK(*moves(std::make_unique<int>(1)) == 2);
}

TEST_CASE("an empty function says so and is refused when called") {
  const Function<int(int)> nothing;
  CHECK_FALSE(nothing);
  CHECK_THROWS_AS(static_cast<void>(nothing(1)), BrokenInvariant);
  int (*const null)(int) = nullptr;
  CHECK_FALSE(Function<int(int)>(null));
}

TEST_CASE("copies share one callable which goes with the last of them") {
  const auto held = std::make_shared<int>(3);
  Function<int()> first = [held] { return *held; };
  CHECK(held.use_count() == 2);
  {
    const Function<int()> second = first;
    Function<int()> third;
    third = second;
    CHECK(held.use_count() == 2);
    const Function<int()> fourth = std::move(third);
    CHECK_FALSE(third);
    CHECK(fourth() == 3);
  }
  CHECK(held.use_count() == 2);
  first = Function<int()>(first);
  CHECK(first() == 3);
  first = {};
  CHECK(held.use_count() == 1);
}

TEST_CASE("a function is copied and called by 4 threads at a time") {
  const auto held = std::make_shared<int>(5);
  const Function<int()> shared = [held] { return *held; };
  std::vector<int> sums(4);
  std::vector<std::thread> threads;
  for (int& sum : sums) {
    threads.emplace_back([&sum, &shared] {
      for (int i = 0; i < 1000; ++i) sum += Function<int()>(shared)();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(sums == std::vector<int>(4, 5000));
  CHECK(held.use_count() == 2);
}

}  // namespace
}  // namespace attest
