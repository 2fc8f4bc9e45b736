%% One S6a node on top of Erlang's own diameter application: main(['HOST', 'REALM', 'LOCAL', 'REMOTE,REMOTE', STEP...]).
%%
%% It connects to its relay agents and takes its steps: AIR/IMSI, ULR/IMSI, PUR/IMSI, IDR/IMSI/HOST/FLAGS,
%% wait/MILLISECONDS, serve (for ever), as/HOST/REALM (what it calls itself from then on). A node whose name begins with
%% hss answers as an HSS: vectors and profiles of the home network's subscribers, a changed profile (IDR) a second
%% after each registration, a cancellation (CLR) to where the subscriber was. Any other node answers as an MME.
-module(s6a_node).
-export([main/1]).
-export([peer_up/3, peer_down/3, pick_peer/4, prepare_request/3, prepare_retransmit/3,
         handle_answer/4, handle_error/4, handle_request/3]).
-include_lib("diameter/include/diameter.hrl").
-include_lib("diameter/include/diameter_gen_base_rfc6733.hrl").
-define(APP, 16777251).
-define(HOME, <<"epc.mnc001.mcc001.3gppnetwork.org">>).
-define(PLMN, <<16#00, 16#F1, 16#10>>).

main([Host, Realm, Local, Remotes | Steps]) ->
    ok = diameter:start(),
    ets:new(place, [named_table, public]),
    put(name, {atom_to_binary(Host), atom_to_binary(Realm)}),
    ok = diameter:start_service(s6a, [
        {'Origin-Host', atom_to_binary(Host)}, {'Origin-Realm', atom_to_binary(Realm)}, {'Vendor-Id', 10415},
        {'Product-Name', "postern-lab"}, {'Supported-Vendor-Id', [10415]},
        {'Vendor-Specific-Application-Id',
         [#'diameter_base_Vendor-Specific-Application-Id'{'Vendor-Id' = 10415, 'Auth-Application-Id' = [?APP]}]},
        {decode_format, map}, {string_decode, false},
        {strict_mbit, false},                    % freeDiameter adds Route-Record to answers as well
        {restrict_connections, false},
        {application, [{alias, s6a}, {dictionary, s6a_dict}, {module, ?MODULE}, {call_mutates_state, false}]}]),
    diameter:subscribe(s6a),
    {ok, L} = inet:parse_address(atom_to_list(Local)),
    [begin
        {ok, R} = inet:parse_address(Remote),
        {ok, _} = diameter:add_transport(s6a, {connect, [
            {transport_module, diameter_tcp}, {transport_config, [{ip, L}, {raddr, R}, {rport, 3868}]},
            {watchdog_timer, 30000}, {connect_timer, 2000}]}),
        up()
     end || Remote <- string:split(atom_to_list(Remotes), ",", all)],
    io:format("up~n"),
    [step(string:split(atom_to_list(S), "/", all)) || S <- Steps],
    diameter:stop_service(s6a),
    halt(0).

up() -> receive #diameter_event{info = I} when element(1, I) =:= up -> ok; #diameter_event{} -> up()
        after 60000 -> io:format("no peer came up~n"), halt(1) end.

step(["serve"]) -> receive stop -> ok end;
step(["wait", Ms]) -> timer:sleep(list_to_integer(Ms));
step(["as", Host, Realm]) -> put(name, {list_to_binary(Host), list_to_binary(Realm)});
step(["AIR", Who]) -> ask('AIR', Who, #{'Visited-PLMN-Id' => ?PLMN,
    'Requested-EUTRAN-Authentication-Info' => #{'Number-Of-Requested-Vectors' => 1, 'Immediate-Response-Preferred' => 0}});
step(["ULR", Who]) -> ask('ULR', Who, #{'RAT-Type' => 1004, 'ULR-Flags' => 34, 'Visited-PLMN-Id' => ?PLMN,
    'Terminal-Information' => #{'IMEI' => <<"00101000000001">>, 'Software-Version' => <<"01">>}});
step(["PUR", Who]) -> ask('PUR', Who, #{});
step(["IDR", Who, Host, Flags]) -> ask('IDR', Who, #{'Destination-Host' => list_to_binary(Host),
    'Subscription-Data' => #{}, 'IDR-Flags' => list_to_integer(Flags)}).

%% Everything that the messages have in common. An agent knows many nodes of the realm, so the HSS is named. Home nodes are asked through the first agent, others through the second.
ask(Name, User, More) ->
    {Host, Realm} = get(name),
    Base = #{'Session-Id' => diameter:session_id(Host), 'Auth-Session-State' => 1, 'Origin-Host' => Host,
             'Origin-Realm' => Realm, 'Destination-Realm' => ?HOME, 'Destination-Host' => <<"hss1.", (?HOME)/binary>>,
             'User-Name' => iolist_to_binary(User),
             'Vendor-Specific-Application-Id' => #{'Vendor-Id' => 10415, 'Auth-Application-Id' => ?APP}},
    Want = case binary:split(maps:get('Destination-Realm', More, ?HOME), ?HOME) of [_, _] -> "dra"; _ -> "dea" end,
    Through = fun(#diameter_caps{origin_host = {_, H}}) -> lists:prefix(Want, binary_to_list(iolist_to_binary(H))) end,
    A = diameter:call(s6a, s6a, [Name | maps:merge(Base, More)],
                      [{timeout, 10000}, {filter, {first, [{eval, Through}, none]}}]),
    io:format("~s ~s: ~p~n", [Name, User, case A of [N | M] -> {N, maps:with(['Result-Code', 'Experimental-Result'], M)}; E -> E end]).

subscription(User) ->
    Digits = iolist_to_binary(["99900000", binary:part(User, 11, 4)]),
    #{'Subscriber-Status' => 0, 'MSISDN' => bcd(binary_to_list(Digits)), 'Network-Access-Mode' => 2,
    'AMBR' => #{'Max-Requested-Bandwidth-UL' => 1000000, 'Max-Requested-Bandwidth-DL' => 2000000},
    'APN-Configuration-Profile' => #{'Context-Identifier' => 1, 'All-APN-Configurations-Included-Indicator' => 0,
        'APN-Configuration' => [#{'Context-Identifier' => 1, 'PDN-Type' => 0, 'Service-Selection' => <<"internet">>}]}}.

bcd([A, B | Rest]) -> <<(B - $0):4, (A - $0):4, (bcd(Rest))/binary>>;
bcd([]) -> <<>>.

%% After a registration: a changed profile, and a word to where the subscriber was before.
later(Name, User, Mme, Realm) ->
    put(name, Name),
    Before = ets:lookup(place, User),
    ets:insert(place, {User, Mme, Realm}),
    timer:sleep(1000),
    To = fun(H, R) -> #{'Destination-Host' => H, 'Destination-Realm' => R} end,
    ask('IDR', User, (To(Mme, Realm))#{'Subscription-Data' => subscription(User), 'IDR-Flags' => 0}),
    case Before of
        [{_, Old, OldRealm}] when Old =/= Mme -> ask('CLR', User, (To(Old, OldRealm))#{'Cancellation-Type' => 0});
        _ -> ok
    end.

answer(<<"hss", _/binary>>, 'AIR', #{'User-Name' := [<<"001010000000099">>]}) -> {5001, #{}};   % DIAMETER_ERROR_USER_UNKNOWN
answer(<<"hss", _/binary>>, 'AIR', #{'User-Name' := [<<"00101", _/binary>>]}) ->
    {2001, #{'Authentication-Info' => #{'E-UTRAN-Vector' => [#{'Item-Number' => 1, 'RAND' => rand:bytes(16),
        'XRES' => rand:bytes(8), 'AUTN' => rand:bytes(16), 'KASME' => rand:bytes(32)}]}}};
answer(<<"hss", _/binary>>, 'ULR', #{'User-Name' := [<<"00101", _/binary>> = User], 'Origin-Host' := [Mme], 'Origin-Realm' := [Realm]}) ->
    Name = get(name), spawn(fun() -> later(Name, User, Mme, Realm) end),
    {2001, #{'ULA-Flags' => 1, 'Subscription-Data' => subscription(User)}};
answer(<<"hss", _/binary>>, Name, _) when Name =:= 'AIR'; Name =:= 'ULR' -> {5001, #{}};
answer(_, 'IDR', #{'IDR-Flags' := [Flags]}) when Flags band 8 =/= 0 ->
    {2001, #{'EPS-Location-Information' => #{'MME-Location-Information' => #{
        'E-UTRAN-Cell-Global-Identity' => <<?PLMN/binary, 1, 2, 3, 4>>, 'Tracking-Area-Identity' => <<?PLMN/binary, 0, 1>>,
        'Age-Of-Location-Information' => 0}}}};
answer(_, _, _) -> {2001, #{}}.

handle_request(#diameter_packet{msg = [Name | Req], errors = []}, _, {_, #diameter_caps{origin_host = {Me, _}, origin_realm = {Realm, _}}}) ->
    put(name, {Me, Realm}),
    {Result, More} = answer(iolist_to_binary(Me), Name, Req),
    Code = case Result of
               2001 -> #{'Result-Code' => 2001};
               _ -> #{'Experimental-Result' => #{'Vendor-Id' => 10415, 'Experimental-Result-Code' => Result}}
           end,
    Base = #{'Session-Id' => maps:get('Session-Id', Req), 'Auth-Session-State' => 1, 'Origin-Host' => Me, 'Origin-Realm' => Realm,
             'Vendor-Specific-Application-Id' => #{'Vendor-Id' => 10415, 'Auth-Application-Id' => ?APP}},
    [A, B | _] = atom_to_list(Name),
    {reply, [list_to_atom([A, B, $A]) | maps:merge(maps:merge(Base, Code), More)]};
handle_request(#diameter_packet{errors = Errors}, _, _) ->
    io:format("bad request: ~p~n", [Errors]), {answer_message, 5012}.

peer_up(_, _, S) -> S.
peer_down(_, _, S) -> S.
pick_peer([Peer | _], _, _, _) -> {ok, Peer};
pick_peer([], [Peer | _], _, _) -> {ok, Peer};
pick_peer(_, _, _, _) -> false.
prepare_request(Packet, _, _) -> {send, Packet}.
prepare_retransmit(Packet, _, _) -> {send, Packet}.
handle_answer(#diameter_packet{msg = M}, _, _, _) -> M.
handle_error(Reason, _, _, _) -> {error, Reason}.
