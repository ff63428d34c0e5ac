// A reference to something that can be called, as a parameter: nothing is copied or allocated, and a browser loads less than with
// std::function. It must not outlive the call that it is given to.
#pragma once

#include <memory>
#include <utility>

namespace plein {

template <class Signature>
class Call;

template <class Return, class... Given>
class Call<Return(Given...)> {
 public:
  template <class Callable>
  Call(const Callable& callable)
      : callable_(std::addressof(callable)), call_([](const void* called, Given... given) -> Return {
          return (*static_cast<const Callable*>(called))(std::forward<Given>(given)...);
        }) {}

  Return operator()(Given... given) const { return call_(callable_, std::forward<Given>(given)...); }

 private:
  const void* callable_;
  Return (*call_)(const void*, Given...);
};

}  // namespace plein
