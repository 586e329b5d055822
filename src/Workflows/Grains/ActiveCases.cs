namespace Doorstep.Workflows.Grains;

/// <summary>Keeps the number of cases in memory within a bound, however many are stored: where one too many comes in, one goes out that nobody has asked since it came in or
/// was passed over. What is in memory may be lost at any moment, so the one that goes out is only read again.</summary>
/// <param name="casesMax">Cases in memory at most.</param>
public sealed class ActiveCases(int casesMax)
{
    /// <summary>Cases that are passed over at most before one goes all the same: coming in must not take long.</summary>
    private const int PassedMax = 16;

    private readonly Lock _turn = new();
    private readonly LinkedList<Seat> _seats = [];

    /// <summary>Cases in memory.</summary>
    public int Count
    {
        get
        {
            lock (_turn) return _seats.Count;
        }
    }

    internal Seat Enter(IGrainContext grain)
    {
        var seat = new Seat(grain);
        Seat? gone;
        lock (_turn)
        {
            seat.Place = _seats.AddLast(seat);
            gone = _seats.Count > casesMax ? Oldest() : null;
        }

        gone?.Grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "More cases are in memory than may be."));
        return seat;
    }

    internal void Leave(Seat seat)
    {
        lock (_turn)
            if (seat.Place.List is not null) _seats.Remove(seat.Place);
    }

    private Seat Oldest()
    {
        for (var passed = 0; passed < PassedMax && _seats.First!.Value.WasAsked; passed++)
        {
            var asked = _seats.First;
            asked.Value.WasAsked = false;
            _seats.RemoveFirst();
            _seats.AddLast(asked);
        }

        var oldest = _seats.First!.Value;
        _seats.RemoveFirst();
        return oldest;
    }

    /// <summary>A case's place among those in memory.</summary>
    internal sealed class Seat(IGrainContext grain)
    {
        private volatile bool _wasAsked;

        public IGrainContext Grain => grain;

        public LinkedListNode<Seat> Place { get; set; } = null!;

        public bool WasAsked { get => _wasAsked; set => _wasAsked = value; }
    }
}
