// Package offload runs a job on a goroutine, with
// a deadline.
package offload

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errLeft = errors.New("job left without an answer")

type answer[T any] struct {
	value T
	err   error
}

// Run returns what job returns, or an error when
// it panics or is late. Nothing ends a goroutine
// from outside: job must look at its context, in
// every loop, and leave when it is done.
func Run[T any](
	parent context.Context,
	timeout time.Duration,
	job func(context.Context) (T, error),
) (T, error) {
	ctx, cancel := context.WithTimeout(parent, timeout)
	defer cancel()

	// With room for the answer, so that a late job
	// can still leave.
	answers := make(chan answer[T], 1)
	go func() {
		result := answer[T]{err: errLeft}
		defer func() {
			// It would end the whole program.
			if reason := recover(); reason != nil {
				result.err = fmt.Errorf("job panicked: %v", reason)
			}
			answers <- result
		}()
		result.value, result.err = job(ctx)
	}()

	select {
	case result := <-answers:
		return result.value, result.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
