// SPDX-License-Identifier: Apache-2.0
/// \file
/// `Function`: a shared, immutable callable. A claim stores some hundred lambdas; this costs the
/// compiler a third of what std::function does, and of what a std::shared_ptr inside would: hence
/// the one `new` and `delete` below.
#pragma once

#include <atomic>
#include <concepts>
#include <type_traits>
#include <utility>

namespace attest {

/// What a Function owns: a callable of any type, counted.
struct FunctionBody {
  explicit FunctionBody(void (*destroy_body)(FunctionBody*) noexcept) : destroy(destroy_body) {}
  std::atomic<int> owners = 1;
  void (*destroy)(FunctionBody*) noexcept;
};

/// The counted pointer under every Function; its members are compiled once.
class FunctionHandle {
 public:
  FunctionHandle() noexcept = default;
  explicit FunctionHandle(FunctionBody* body) noexcept : body_(body) {}
  FunctionHandle(const FunctionHandle& other) noexcept;
  FunctionHandle(FunctionHandle&& other) noexcept : body_(other.body_) { other.body_ = nullptr; }
  FunctionHandle& operator=(FunctionHandle other) noexcept {
    std::swap(body_, other.body_);
    return *this;
  }
  ~FunctionHandle();

  /// False where there is nothing to call.
  [[nodiscard]] explicit operator bool() const noexcept { return body_ != nullptr; }

 protected:
  /// \pre there is something to call
  [[nodiscard]] FunctionBody* body() const;
  /// Takes the first share. \pre there is nothing yet
  void adopt(FunctionBody* body) noexcept { body_ = body; }

 private:
  FunctionBody* body_ = nullptr;
};

template <typename Signature>
class Function;

/// A callable of type Result(Arguments...), or nothing. Copies share the callable, which must be
/// safe to call from several threads.
template <typename Result, typename... Arguments>
class Function<Result(Arguments...)> : public FunctionHandle {
 public:
  Function() noexcept = default;

  /// Wraps a lambda, a function or another callable; implicit on purpose. A null pointer to a
  /// function is nothing to call.
  template <typename Callable>
  requires(!std::derived_from<Callable, FunctionHandle>) Function(Callable callable) {
    if constexpr (std::is_pointer_v<Callable>) {
      if (callable == nullptr) return;
    }
    adopt(new Body<Callable>{{&Body<Callable>::invoke, &Body<Callable>::remove},
                             static_cast<Callable&&>(callable)});
  }

  /// \pre there is something to call
  Result operator()(Arguments... arguments) const {
    const auto* typed = static_cast<const Callee*>(body());
    return typed->call(*typed, static_cast<Arguments&&>(arguments)...);
  }

 private:
  struct Callee : FunctionBody {
    using Call = Result (*)(const Callee&, Arguments&&...);
    Callee(Call call_body, void (*destroy_body)(FunctionBody*) noexcept)
        : FunctionBody(destroy_body), call(call_body) {}
    Call call;
  };

  template <typename Callable>
  struct Body : Callee {
    static Result invoke(const Callee& self, Arguments&&... arguments) {
      return static_cast<const Body&>(self).callable(static_cast<Arguments&&>(arguments)...);
    }
    static void remove(FunctionBody* self) noexcept { delete static_cast<Body*>(self); }
    Callable callable;
  };
};

}  // namespace attest
