// SPDX-License-Identifier: Apache-2.0
/// \file
/// GraphML documents: the elements that graphs are made of, as the parser of Expat reports them.
#include <expat.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <memory>
#include <type_traits>
#include <utility>

#include "reference/number/error.hpp"
#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

/// Attributes of an element by name.
using Attributes = std::map<std::string, std::string>;

/// An edge element.
struct Element {
  Line line;
  int column = 1;
  std::string source;
  std::string target;
  std::string weight;  // as it is written; empty: the default
};

/// Reads the graphs of one document.
class Reader {
 public:
  Reader(std::string_view file, bool has_weights)
      : file_(file),
        has_weights_(has_weights),
        parser_(XML_ParserCreate(nullptr), &XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Reader*>(self)->guarded([&](Reader& reader) {
            Attributes all;
            for (int i = 0; attributes[i] != nullptr; i += 2)
              all[attributes[i]] = attributes[i + 1];
            reader.begin(name, all);
          });
        },
        [](void* self, const XML_Char* name) {
          static_cast<Reader*>(self)->guarded([&](Reader& reader) { reader.end(name); });
        });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int size) {
      static_cast<Reader*>(self)->guarded([&](Reader& reader) {
        if (reader.is_text_wanted_) reader.text_.append(text, static_cast<std::size_t>(size));
      });
    });
    // Without a declaration of its type a document defines no entities.
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          static_cast<Reader*>(self)->guarded([](Reader& reader) {
            reader.refuse("graph-syntax", "a declaration of the document's type", "none");
          });
        });
  }

  /// The graphs of the document. \throws InputError
  std::vector<ListedGraph> read(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
      throw InputError("graph-size", std::string(file_) + ":1:1",
                       std::to_string(text.size()) + " bytes", "less than 2^31");
    }
    const bool is_read = XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()),
                                   XML_TRUE) == XML_STATUS_OK;
    if (error_) std::rethrow_exception(error_);
    if (!is_read) {
      refuse("graph-xml", XML_ErrorString(XML_GetErrorCode(parser_.get())), "an XML document");
    }
    return std::move(graphs_);
  }

 private:
  /// Keeps what is thrown until the parser, which is C, has returned.
  template <typename Step>
  void guarded(Step step) noexcept {
    if (error_) return;
    try {
      step(*this);
    } catch (...) {
      error_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  [[nodiscard]] Line line() const {
    return {.text = {},
            .number = static_cast<int>(XML_GetCurrentLineNumber(parser_.get())),
            .file = file_};
  }
  [[nodiscard]] int column() const {
    return static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1;
  }
  [[noreturn]] void refuse(const char* id, std::string found, std::string expected) const {
    line().refuse(id, column(), std::move(found), std::move(expected));
  }

  /// \throws InputError graph-syntax where the element lacks it
  [[nodiscard]] std::string required(const Attributes& all, const std::string& name) const {
    const auto found = all.find(name);
    if (found == all.end()) refuse("graph-syntax", "no " + name, "an attribute " + name);
    return found->second;
  }

  static std::string value_of(const Attributes& all, const std::string& name) {
    const auto found = all.find(name);
    return found == all.end() ? "" : found->second;
  }

  void begin(const std::string& name, const Attributes& all) {
    if (++depth_ == 1 && name != "graphml") {
      refuse("graph-syntax", quoted(name), "graphml as the outermost element");
    }
    if (name == "key") {
      const bool is_weight = value_of(all, "attr.name") == "weight" &&
                             (value_of(all, "for") == "edge" || value_of(all, "for") == "all");
      if (is_weight) weight_key_ = required(all, "id");
      is_in_weight_key_ = is_weight;
    } else if (name == "default") {
      is_text_wanted_ = is_in_weight_key_;
      text_.clear();
    } else if (name == "graph") {
      begin_graph(all);
    } else if (name == "node") {
      add_node(required(all, "id"));
    } else if (name == "edge") {
      begin_edge(all);
    } else if (name == "data") {
      is_text_wanted_ =
          edge_.has_value() && !weight_key_.empty() && value_of(all, "key") == weight_key_;
      text_.clear();
    } else if (name == "hyperedge" || name == "port") {
      refuse("graph-syntax", quoted(name), "nodes and edges between two of them");
    }
  }

  void end(const std::string& name) {
    --depth_;
    if (name == "data" && is_text_wanted_) edge_->weight = text_;
    if (name == "default" && is_text_wanted_) default_weight_ = text_;
    if (name == "data" || name == "default") is_text_wanted_ = false;
    if (name == "key") is_in_weight_key_ = false;
    if (name == "edge" && edge_) {
      edges_.push_back(std::move(*edge_));
      edge_.reset();
    }
    if (name == "graph") end_graph();
  }

  void begin_graph(const Attributes& all) {
    if (is_in_graph_) refuse("graph-syntax", "a graph inside a graph", "graphs side by side");
    const std::string direction = required(all, "edgedefault");
    if (direction != "directed" && direction != "undirected") {
      refuse("graph-syntax", quoted(direction), "directed or undirected");
    }
    if (std::ssize(graphs_) == most_graphs) {
      refuse("graph-size", "one more graph", "at most " + std::to_string(most_graphs) + " graphs");
    }
    is_in_graph_ = true;
    is_directed_ = direction == "directed";
    id_ = value_of(all, "id");
    nodes_.clear();
    edges_.clear();
  }

  void add_node(const std::string& id) {
    if (!is_in_graph_) refuse("graph-syntax", "a node", "a graph around it");
    if (std::ssize(nodes_) == most_vertices) {
      refuse("graph-size", "one more node", "at most " + std::to_string(most_vertices));
    }
    if (!nodes_.emplace(id, static_cast<int>(nodes_.size())).second) {
      refuse("graph-vertex", "node " + quoted(id) + " a second time", "each node once");
    }
  }

  void begin_edge(const Attributes& all) {
    if (!is_in_graph_) refuse("graph-syntax", "an edge", "a graph around it");
    const std::string own = value_of(all, "directed");
    if (!own.empty() && own != (is_directed_ ? "true" : "false")) {
      refuse("graph-syntax", "directed=" + quoted(own), "what the graph's edgedefault says");
    }
    edge_ = Element{.line = line(),
                    .column = column(),
                    .source = required(all, "source"),
                    .target = required(all, "target")};
  }

  [[nodiscard]] int vertex_of(const Element& edge, const std::string& id) const {
    const auto found = nodes_.find(id);
    if (found == nodes_.end()) {
      edge.line.refuse("graph-vertex", edge.column, quoted(id), "the id of a node of the graph");
    }
    return found->second;
  }

  [[nodiscard]] int weight_of(const Element& edge) const {
    if (!has_weights_) return 1;
    std::string_view text = edge.weight.empty() ? default_weight_ : edge.weight;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return 1;
    text = text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
    return edge.line.number_of({.text = text, .column = edge.column}, most_weight, "graph-weight");
  }

  /// A node may come after its edges.
  void end_graph() {
    EdgeList list(is_directed_);
    for (const Element& edge : edges_) {
      list.add(edge.line, edge.column, vertex_of(edge, edge.source), vertex_of(edge, edge.target),
               weight_of(edge));
    }
    graphs_.push_back({.name = std::string(file_) + (id_.empty() ? "" : ":" + id_),
                       .vertices = static_cast<int>(nodes_.size()),
                       .edges = std::move(list)});
    is_in_graph_ = false;
  }

  std::string_view file_;
  bool has_weights_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  std::exception_ptr error_;
  std::vector<ListedGraph> graphs_;

  int depth_ = 0;  // of the current element
  std::string weight_key_;
  std::string default_weight_;
  bool is_in_weight_key_ = false;
  bool is_text_wanted_ = false;
  std::string text_;  // of the current element

  bool is_in_graph_ = false;
  bool is_directed_ = false;
  std::string id_;  // of the current graph
  std::map<std::string, int> nodes_;
  std::vector<Element> edges_;
  std::optional<Element> edge_;  // the current one
};

}  // namespace

std::vector<ListedGraph> parse_graphml(std::string_view text, std::string_view file,
                                       bool has_weights) {
  return Reader(file, has_weights).read(text);
}

}  // namespace attest::task
