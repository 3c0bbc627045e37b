// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs a program with pipes for its three streams.
#include "reports/tool/tool.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::tool {
namespace {

/// A pipe whose ends close when it goes out of scope, and with every program that is started.
class Pipe {
 public:
  Pipe() { ATTEST_REQUIRE(::pipe2(ends_.data(), O_CLOEXEC) == 0, std::strerror(errno)); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  [[nodiscard]] int reader() const { return ends_[0]; }
  [[nodiscard]] int writer() const { return ends_[1]; }
  void close_reader() { close_end(0); }
  void close_writer() { close_end(1); }

 private:
  void close_end(std::size_t end) {
    if (ends_.at(end) >= 0) ::close(ends_.at(end));
    ends_.at(end) = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

/// What both output streams of a program gave.
struct Streams {
  std::string out;
  std::string err;
};

/// Writes a part of `input` from `at` on; moves `at`, to the end where nobody reads any more.
void write_some(int to, const std::string& input, std::size_t& at) {
  const ssize_t written = ::write(to, input.data() + at, input.size() - at);
  if (written > 0) at += static_cast<std::size_t>(written);
  if (written < 0 && errno != EAGAIN && errno != EINTR) at = input.size();
}

/// Appends what there is to read. \returns false at the end
bool read_some(int from, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(from, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/// Feeds and drains at once, so that no full pipe stops either side.
Streams exchange(Pipe& in, Pipe& out, Pipe& err, const std::string& input) {
  Streams streams;
  ::fcntl(in.writer(), F_SETFL, O_NONBLOCK);
  std::size_t at = 0;
  bool out_is_open = true;
  bool err_is_open = true;
  while (out_is_open || err_is_open) {
    if (at == input.size()) in.close_writer();
    std::array<pollfd, 3> waits{
        pollfd{.fd = in.writer(), .events = POLLOUT, .revents = 0},
        pollfd{.fd = out_is_open ? out.reader() : -1, .events = POLLIN, .revents = 0},
        pollfd{.fd = err_is_open ? err.reader() : -1, .events = POLLIN, .revents = 0}};
    if (::poll(waits.data(), waits.size(), -1) < 0) continue;  // interrupted by a signal
    if (waits[0].revents != 0) write_some(in.writer(), input, at);
    if (waits[1].revents != 0) out_is_open = read_some(out.reader(), streams.out);
    if (waits[2].revents != 0) err_is_open = read_some(err.reader(), streams.err);
  }
  return streams;
}

/// The environment without what would change a program's output.
class Environment {
 public:
  Environment() {
    const char* path = ::secure_getenv("PATH");
    texts_ = {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path), "LC_ALL=C.UTF-8",
              "TZ=UTC", "HOME=/nonexistent"};
    for (std::string& text : texts_) pointers_.push_back(text.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] char* const* get() const { return pointers_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<char*> pointers_;
};

/// Starts the program on the child's ends of the pipes. \returns its id
pid_t started(const Tool& tool, const Pipe& in, const Pipe& out, const Pipe& err) {
  std::vector<std::string> words = tool.command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.reader(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.writer(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, err.writer(), STDERR_FILENO);
  const Environment environment;
  pid_t child = -1;
  const int problem = ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(),
                                     environment.get());
  ::posix_spawn_file_actions_destroy(&actions);
  if (problem == 0) return child;
  throw InputError("tool-missing", tool.command.front(), std::strerror(problem),
                   "the program of the Debian package " + tool.package);
}

/// Ignores SIGPIPE while a program that may end early is fed.
class NoBrokenPipe {
 public:
  NoBrokenPipe() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;
  ~NoBrokenPipe() { std::signal(SIGPIPE, before_); }

 private:
  void (*before_)(int);
};

}  // namespace

std::string output_of(const Tool& tool, const std::string& input) {
  ATTEST_REQUIRE(!tool.command.empty(), "a tool without a program");
  Pipe in;
  Pipe out;
  Pipe err;
  const pid_t child = started(tool, in, out, err);
  in.close_reader();
  out.close_writer();
  err.close_writer();
  const NoBrokenPipe guard;
  Streams streams = exchange(in, out, err, input);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(streams.out);
  constexpr std::size_t most = 600;  // bytes: enough for a message and its first stack lines
  throw InputError("tool-failed", tool.command.front(),
                   streams.err.empty() ? "an exit without a message" : streams.err.substr(0, most),
                   "a run that succeeds (Debian package " + tool.package + ")");
}

}  // namespace attest::tool
