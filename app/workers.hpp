// Work shared out to threads, its results taken in order by the thread that asked for them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace app {

/// How many threads this machine makes worth while: 1 to 8.
inline std::size_t worker_count() {
  const std::size_t cores = std::thread::hardware_concurrency();
  if (cores < 2) return 1;
  return cores < 8 ? cores : 8;
}

/// Threads that do tasks in the order in which they were asked for. What a task throws comes out of
/// its future. The end waits for the tasks that were begun and drops the rest.
template <class Made>
class Crew {
 public:
  using Task = std::packaged_task<Made(std::size_t worker)>;

  explicit Crew(std::size_t workers) {
    threads_.reserve(workers);
    for (std::size_t worker = 0; worker < workers; ++worker) {
      threads_.emplace_back([this, worker] { run(worker); });
    }
  }
  ~Crew() {
    {
      const std::lock_guard lock{mutex_};
      stopped_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  std::future<Made> ask(Task task) {
    auto made = task.get_future();
    {
      const std::lock_guard lock{mutex_};
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
    return made;
  }

 private:
  void run(std::size_t worker) {
    while (true) {
      Task task;
      {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
        if (stopped_) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task(worker);
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

/// Gives consume(number, produce(worker, number)) for every number below `count`, in order and in
/// this thread, while `workers` threads produce. At most 16 results a worker are waiting, so that
/// memory is bounded however long the list is.
template <class Made, class Produce, class Consume>
void in_order(std::size_t count, std::size_t workers, const Produce& produce,
              const Consume& consume) {
  std::deque<std::future<Made>> waiting;
  Crew<Made> crew{workers};
  std::size_t asked = 0;
  for (std::size_t number = 0; number < count; ++number) {
    for (; asked < count && waiting.size() < workers * 16; ++asked) {
      waiting.push_back(crew.ask(typename Crew<Made>::Task{
          [&produce, asked](std::size_t worker) { return produce(worker, asked); }}));
    }
    auto made = waiting.front().get();
    waiting.pop_front();
    consume(number, std::move(made));
  }
}

}  // namespace app
