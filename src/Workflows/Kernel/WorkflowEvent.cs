using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>What can happen to a case: something was reported, or one of its deadlines came.</summary>
public abstract record WorkflowEvent
{
    private WorkflowEvent()
    {
    }

    /// <summary>Somebody reported that something happened.</summary>
    /// <param name="Id">The reporter's own id of the event; the same id is applied once.</param>
    /// <param name="Type">The event's name, compared ordinally with the names that triggers wait for.</param>
    /// <param name="OccurredAt">When it happened (UTC), which may be long before it is heard of.</param>
    /// <param name="Data">Its data: a JSON object, or undefined.</param>
    public sealed record Raised(string Id, string Type, DateTimeOffset OccurredAt, JsonElement Data) : WorkflowEvent
    {
        private object? _reading;

        /// <summary>A copy may say something else, so it is read anew.</summary>
        private Raised(Raised other) : base(other) => (Id, Type, OccurredAt, Data) = other;

        /// <summary>What somebody makes of the event, made once for all who ask alike.</summary>
        /// <param name="read">Makes it; it must depend on the event alone.</param>
        public T? ReadAs<T>(Func<Raised, T?> read)
            where T : class
        {
            if (_reading is Reading<T> known) return known.Value;
            var made = new Reading<T>(read(this));
            _reading = made;
            return made.Value;
        }

        /// <summary>Two events are equal when they say the same; what was made of them does not count.</summary>
        public bool Equals(Raised? other) =>
            other is not null && Id == other.Id && Type == other.Type && OccurredAt == other.OccurredAt && EqualityComparer<JsonElement>.Default.Equals(Data, other.Data);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Id, Type, OccurredAt);

        private sealed record Reading<T>(T? Value);
    }

    /// <summary>A deadline that the case had armed is due.</summary>
    /// <param name="DeadlineId">The id that the case gave it when it was armed.</param>
    public sealed record DeadlineFired(string DeadlineId) : WorkflowEvent;
}
