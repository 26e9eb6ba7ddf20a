// Package jobqueue runs so many jobs at a time,
// and lets so many wait.
package jobqueue

import (
	"context"
	"errors"
)

// ErrFull is returned at once when there is no
// room to wait.
var ErrFull = errors.New("queue is full")

// Queue is made by New.
type Queue struct {
	room, turn chan struct{}
}

// New makes a queue that runs limit jobs and lets
// capacity wait.
func New(limit, capacity int) *Queue {
	return &Queue{
		room: make(chan struct{}, limit+capacity),
		turn: make(chan struct{}, limit),
	}
}

// Run runs job on the caller's goroutine when its
// turn has come.
func (q *Queue) Run(
	ctx context.Context,
	job func(context.Context) error,
) error {
	select {
	case q.room <- struct{}{}:
		defer func() { <-q.room }()
	default:
		return ErrFull
	}
	select {
	case q.turn <- struct{}{}:
		defer func() { <-q.turn }()
	case <-ctx.Done():
		// Nobody waits for the answer.
		return ctx.Err()
	}
	return job(ctx)
}
