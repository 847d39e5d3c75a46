namespace RnnLm.Numerics;

/// <summary>Work that falls into numbered tasks, none of which needs the result of another.</summary>
public interface IParallelWork
{
    /// <summary>Does one task.</summary>
    /// <param name="task">Its number, from 0. Every number is given out exactly once, in increasing order.</param>
    /// <param name="worker">Who does it, from 0 (the calling thread) below <see cref="Workers.Count"/>: an index of buffers that
    /// belong to one worker at a time. What is computed must not depend on it.</param>
    void Run(int task, int worker);
}
