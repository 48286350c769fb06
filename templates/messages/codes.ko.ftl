# 다른 크레이트가 영어로 말하고 코드를 함께 주는 것들의 한국어. 영어 원문은 그 크레이트에 있다.

## manifest: 읽을 수 없는 자리

diagnostic-yaml-tab-indentation = 공백만 올 수 있는 자리에 탭이 있어요. YAML은 공백으로 들여 써요.
diagnostic-yaml-reserved-character = 이 글자로는 값을 시작할 수 없어요. 값을 따옴표로 감싸세요.
diagnostic-yaml-unexpected-colon = 여기에는 키가 올 수 없어요. 이 줄이 이웃보다 깊거나, 쌍점이 든 값에 따옴표가 없거나, 윗줄의 쌍점 뒤에 공백이 없어요.
diagnostic-yaml-missing-colon = 키가 올 자리인데 `:`과 공백이 뒤따르지 않아요.
diagnostic-yaml-conflict-marker = 이것은 키가 아니에요. Git이 합치지 못한 두 판을 감싸는 줄이니 하나만 남기세요.
diagnostic-yaml-unexpected-dash = 키와 같은 줄에서 목록을 시작할 수 없어요. 항목마다 줄을 바꾸거나 `[a, b]`처럼 쓰세요.
diagnostic-yaml-unexpected-question-mark = `?`와 공백은 키의 시작인데 여기에는 키가 올 수 없어요. 값을 따옴표로 감싸세요.
diagnostic-yaml-unclosed-quote = 여기서 연 따옴표가 닫히지 않아서 끝까지 이어져요.
diagnostic-yaml-escape = 큰따옴표 안의 역슬래시는 `\n` 같은 특수 문자의 시작이에요. 작은따옴표 안에서는 그냥 역슬래시예요.
diagnostic-yaml-anchor-name = 값 맨 앞의 `*`는 앵커를 가리키고 `&`는 앵커에 이름을 붙여요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-text-after-block-indicator = 블록의 글은 `|`나 `>` 다음 줄부터 시작해요. 같은 줄에는 주석만 올 수 있어요.
diagnostic-yaml-block-indicator = `|`나 `>` 뒤의 숫자는 들여쓰기 칸 수이고 1 이상이어야 해요.
diagnostic-yaml-expected-key = 둘러싼 매핑에 속하지 않는 자리예요. 이웃보다 얕고 위의 키보다 깊거나, 닫은 따옴표나 괄호 뒤에 글이 더 있어요.
diagnostic-yaml-expected-dash = 이 키는 목록의 붙임표와 같은 칸에 있어서 항목에도 매핑에도 속하지 않아요. 목록을 가진 키나 항목의 키에 맞춰 들여 쓰세요.
diagnostic-yaml-unclosed-bracket = 여기서 연 괄호가 닫히지 않았거나 쉼표가 빠졌어요.
diagnostic-yaml-expected-value = 값이 빠졌어요. 괄호나 쉼표가 하나 더 있을 수 있고, {"`{{ }}`"}가 든 글에는 따옴표가 필요해요.
diagnostic-yaml-directive = `%`로 시작하는 줄은 파서에게 하는 지시예요. 빼세요.
diagnostic-yaml-depth = 값이 너무 깊이 들어 있어요.
diagnostic-yaml-control-character = 보이지 않는 제어 문자가 있어요. 터미널에서 복사할 때 흔히 따라와요.
diagnostic-yaml-tag = `!`로 시작하는 값은 태그인데 이것은 태그가 아니에요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-unknown-anchor = 같은 문서의 앞쪽에 이 이름의 앵커가 없어요. 앵커는 `---`를 넘지 못해요.
diagnostic-yaml-anchor-in-itself = 이 별칭이 되풀이하려는 값 안에 들어 있어요.
diagnostic-yaml-excessive-aliasing = 문서의 거의 전부가 되풀이라서 kubectl이 펼치기를 거부해요.
diagnostic-yaml-merge-value = 합치기 키 `<<`에는 매핑이나 그 별칭, 또는 그 목록이 와야 해요.
diagnostic-yaml-map-key = 매핑이나 목록은 키가 될 수 없어요. 중괄호나 대괄호로 시작하는 글에는 따옴표가 필요해요.
diagnostic-yaml-tag-value = 값이 태그가 말하는 타입이 아니에요.
diagnostic-yaml-binary = 태그 `!!binary`에는 채움 문자까지 갖춘 base64가 와야 해요.
diagnostic-yaml-null-key = `~`, `null`, 빈 값은 널이라서 키가 될 수 없어요. 키를 따옴표로 감싸세요.
diagnostic-yaml-number-key = 이 숫자는 키로 쓰기에 너무 커요. 따옴표로 감싸세요.
diagnostic-yaml-not-finite = `.inf`와 `.nan`은 JSON에 없는 수라서 서버에 보낼 수 없어요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-separator = `---`로 시작하는 줄은 문서를 나누고, 그 뒤에는 주석만 올 수 있어요. kubectl은 그 앞의 문서도 잃어버려요.
diagnostic-json-syntax = JSON으로 읽을 수 없는 자리예요. 쉼표, 쌍점, 괄호, 따옴표 가운데 하나가 빠졌거나 남아요.

## manifest: kubectl이 말하지 않는 것

diagnostic-yaml-merge-overwrites = { $line }번째 줄의 `{ $key }` 값이 여기서 덮여요. kubectl에서는 합치기 키 `<<`가 앞의 키를 이겨요. 자기 값을 지키려면 `<<`를 맨 앞에 두세요.
diagnostic-yaml-duplicate-key = `{ $key }` 키가 { $line }번째 줄에도 있어요. kubectl은 말없이 앞의 값을 버리고 이것만 남겨요.
diagnostic-yaml-document-end = `...`은 문서를 끝내요. kubectl은 다음 `---`까지 보지 않아요.
diagnostic-yaml-text-ignored = 문서가 이 글 앞에서 끝나서 kubectl은 보지 않아요.
diagnostic-yaml-separator-in-text = `---`로 시작하는 줄은 블록이나 따옴표 안에서도 문서를 나눠요.
diagnostic-yaml-tag-dropped = `{ $tag }` 부분은 YAML 태그라서 버려져요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-dash-without-blank = `{ $text }` 전체가 붙임표로 시작하는 키예요. 목록의 항목이라면 붙임표 뒤에 공백이 필요해요.
diagnostic-yaml-lines-joined = 여러 줄에 걸친 글이라서 공백으로 이어져요.
diagnostic-yaml-trailing-comma = 쉼표까지 값 `{ $text }` 안에 들어가요. 괄호 밖에서는 줄 끝에 쉼표를 쓰지 않아요.
diagnostic-yaml-slash-comment = `//`는 YAML의 주석이 아니라서 값에 들어가요. 주석은 `#`으로 시작해요.
diagnostic-yaml-colon-without-blank = `{ $text }` 전체가 한 낱말이에요. 쌍점은 뒤에 공백이 있어야 키와 값을 나눠요.
diagnostic-yaml-lookalike = { $character } 글자는 여기서 YAML에 필요한 글자와 비슷해 보일 뿐이에요.
diagnostic-yaml-key-converted = 키 `{ $text }`는 `{ $meaning }`로 읽혀요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-boolean-word = `{ $text }`는 글자가 아니라 불리언 { $meaning }예요. YAML 1.1은 yes, no, on, off, y, n을 그렇게 읽어요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-number-underscore = `{ $text }`는 숫자 { $meaning }예요. 숫자 사이의 밑줄은 버려져요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-number-base = `{ $text }`는 숫자 { $meaning }예요. 앞머리가 진법을 정해요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-octal = `{ $text }`는 숫자 { $meaning }예요. 0으로 시작하면 8진수예요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-leading-zero = `{ $text }`는 숫자 { $meaning }예요. 앞의 0은 버려져요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-exponent = `{ $text }`는 숫자 { $meaning }예요. 숫자 사이의 `e`는 10의 거듭제곱이에요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-number-rounded = `{ $text }`는 숫자 { $meaning }예요. 숫자가 담을 수 있는 자릿수를 넘어요. 글자라면 따옴표로 감싸세요.
diagnostic-yaml-number-rewritten = `{ $text }`는 숫자 { $meaning }예요. 숫자는 한 가지 꼴로만 남아요. 글자라면 따옴표로 감싸세요.
diagnostic-budget-bytes = 텍스트가 너무 길어서 읽지 않아요.
diagnostic-budget-documents = 문서가 너무 많아서 여기까지만 읽어요.
diagnostic-budget-nodes = 값이 너무 많아서 여기까지만 읽어요.
diagnostic-budget-depth = 값이 너무 깊이 들어 있어서 여기까지만 읽어요.
diagnostic-budget-alias-nodes = 별칭이 되풀이하는 값이 너무 많아서 여기까지만 읽어요.

## simulator

diagnostic-kind-not-simulated = Drydock은 { $kind } 오브젝트를 확인하고 저장하고 보여 주지만, 클러스터가 그것으로 하는 일은 흉내 내지 않아요.

## simulator: 연결이 지나는 길

hop-reason-no-source = `{ $from }` 이름으로 실행 중인 파드도 노드도 없어요.
hop-reason-no-target = `{ $name }` 이름을 가진 { $kind } 오브젝트가 없어요.
hop-reason-pod-without-address = `{ $pod }` 파드에는 아직 주소가 없어요.
hop-reason-localhost = localhost는 파드나 노드 밖으로 나가지 않아요.
hop-reason-hosts-file = 파드의 /etc/hosts에 `{ $name }` 이름의 주소 `{ $address }` 항목이 있어서 아무에게도 묻지 않아요.
hop-reason-outside-asks-no-dns = 바깥에서는 클러스터의 DNS에 묻지 않아서 클러스터의 이름을 하나도 몰라요.
hop-reason-node-asks-no-dns = `{ $node }` 노드는 클러스터의 DNS에 묻지 않아서 클러스터의 이름을 하나도 몰라요.
hop-reason-dns-closed = 이름을 찾을 수 없어요. NetworkPolicy `{ $policies }` 때문에 파드가 보내는 것이 막혀 있고, kube-system의 DNS 파드로 가는 53/UDP를 여는 규칙이 없어요.
hop-reason-dns-isolated = 이름을 찾을 수 없어요. NetworkPolicy `{ $policies }` 때문에 kube-system의 DNS 파드가 격리되어 있고, 이 파드가 53/UDP로 묻도록 허용하는 규칙이 없어요.
hop-reason-other-dns = 파드의 리졸버는 `{ $name }` 이름을 클러스터의 DNS에 묻지 않아요.
hop-reason-no-record = `{ $name }` 이름에는 주소가 없어요. 물어본 이름: `{ $asked }`
hop-reason-tried = 파드의 리졸버가 먼저 물어본 이름에는 주소가 없어요: `{ $names }`
hop-reason-resolved = `{ $name }` 이름을 `{ $asked }` 이름으로 찾았어요. 주소: `{ $address }`
hop-reason-resolved-several = `{ $name }` 이름을 `{ $asked }` 이름으로 찾았어요. 주소가 여럿이고, 클라이언트가 그 가운데 하나를 써요: `{ $addresses }`
hop-reason-own-address = `{ $address }` 주소는 파드 자신이에요. 이 길은 어떤 정책도 보지 않아요.
hop-reason-own-loopback = `{ $address }` 주소는 노드 밖으로 나가지 않아요.
hop-reason-inside-only = `{ $address }` 주소는 클러스터 안에만 있어요. 바깥에서 가는 경로가 없어요.
hop-reason-pod-address = `{ $address }` 주소는 `{ $pod }` 파드의 것이에요.
hop-reason-nobodys-address = `{ $address }` 주소를 가진 서비스도 파드도 없어요. 그리로 보낸 패킷은 사라져요.
hop-reason-outside-address = `{ $address }` 주소는 클러스터 바깥에 있고, 모델에서는 언제나 답해요.
hop-reason-nothing-outside = 그곳에는 `{ $port }` 포트를 연 것이 없어요.
hop-reason-no-service-port = `{ $service }` 서비스에는 `{ $port }` 포트가 없고 `{ $open }`만 있어요. 클러스터 IP의 다른 포트로 보낸 패킷은 사라져요.
hop-reason-any-endpoint = `{ $service }` 서비스의 `{ $port }` 포트: 클러스터의 어느 엔드포인트든 답할 수 있어요.
hop-reason-internal-local = `{ $service }` 서비스의 `{ $port }` 포트: internalTrafficPolicy가 Local이라서 클라이언트가 있는 노드의 엔드포인트로만 가요.
hop-reason-external-local = `{ $service }` 서비스의 `{ $port }` 포트: externalTrafficPolicy가 Local이라서 패킷이 들어온 노드의 엔드포인트로만 가요.
hop-reason-external-local-exempt = `{ $service }` 서비스의 `{ $port }` 포트: externalTrafficPolicy가 Local이어도, 그 노드 자신과 그 노드의 파드가 보낸 것은 어느 엔드포인트로든 가요.
hop-reason-masqueraded = kube-proxy가 패킷의 출발 주소를 `{ $node }` 노드의 주소로 바꿔요. 다른 노드의 정책에는 보낸 쪽이 아니라 이 노드가 보여요.
hop-reason-no-backend-service = `{ $namespace }` 네임스페이스에 `{ $service }` 서비스가 없어요.
hop-reason-no-backend-port = `{ $service }` 서비스에 `{ $port }` 포트가 없어요.
hop-reason-no-endpoint = 엔드포인트가 하나도 없어서 거절돼요.
hop-reason-none-usable = 엔드포인트 { $all }개 가운데 쓸 수 있는 것이 없어서 거절돼요.
hop-reason-none-local = `{ $node }` 노드에는 쓸 수 있는 엔드포인트가 없고 다른 노드에는 있어서, 패킷이 버려져요.
hop-reason-not-refused = 엔드포인트가 없어요. 하지만 노드 자신이 외부 IP로 보낸 패킷은 kube-proxy가 거절하지 않아서 `{ $address }` 주소로 떠나요.
hop-reason-no-backend-endpoint = `{ $service }` 서비스에 쓸 수 있는 엔드포인트가 없어요.
hop-reason-one-usable = 고를 수 있는 엔드포인트가 하나예요.
hop-reason-some-usable = 엔드포인트 { $kept }개 가운데 하나를 무작위로 골라요.
hop-reason-sticky = 엔드포인트 { $kept }개 가운데 하나를 골라요. sessionAffinity가 ClientIP라서, 같은 클라이언트는 { $seconds }초 넘게 쉬지 않는 한 계속 같은 곳으로 가요.
hop-reason-node-port = 모든 노드의 `{ $port }` 포트는 `{ $service }` 서비스로 이어져요. 여기서는 `{ $node }` 노드로 들어왔어요.
hop-reason-health-check = kube-proxy가 { $answer } 코드로 답해요. `{ $node }` 노드에 있는 이 서비스의 준비된 엔드포인트: { $ready }개
hop-reason-host-port = `{ $node }` 노드의 호스트 포트 `{ $port }` 뒤에는 `{ $pod }` 파드가 있어요.
hop-reason-nothing-on-node = `{ $node }` 노드에는 `{ $port }` 포트를 연 것이 없어요.
hop-reason-no-ingress-port = 인그레스 컨트롤러는 80번과 443번 포트만 열어요. { $port }번 포트는 열지 않아요.
hop-reason-no-rule = `{ $url }` 요청에 맞는 규칙도 기본 백엔드도 없어요.
hop-reason-no-rule-of-served = `{ $url }` 요청에 맞는 규칙도 기본 백엔드도 없어요. 인그레스 { $ignored }개는 있는 클래스를 가리키지 않아서, 맡아 주는 컨트롤러가 없어요.
hop-reason-rule = `{ $url }` 요청은 `{ $ingress }` 인그레스의 규칙에 따라 `{ $service }` 서비스로 가요.
hop-reason-default-backend = `{ $url }` 요청에 맞는 규칙이 없어서, `{ $ingress }` 인그레스의 기본 백엔드인 `{ $service }` 서비스로 가요.
hop-reason-resource-backend = 리소스 백엔드는 여기서 아무것도 내주지 않아요.
hop-reason-dns-server = 클러스터의 DNS 서버가 답해요.
hop-reason-dns-pods-denied = NetworkPolicy `{ $policies }` 때문에 kube-system의 DNS 파드가 받는 것이 격리되어 있고, 이 연결을 허용하는 규칙이 없어요. 패킷이 버려져요.
hop-reason-egress-allowed = `{ $pod }` 파드가 보내는 것은 격리되어 있지만, NetworkPolicy `{ $policy }`의 { $rule }번째 규칙이 허용해요.
hop-reason-egress-denied = NetworkPolicy `{ $policies }` 때문에 `{ $pod }` 파드가 보내는 것이 격리되어 있고, 이 연결을 허용하는 규칙이 없어요. 패킷이 버려져요.
hop-reason-ingress-allowed = `{ $pod }` 파드가 받는 것은 격리되어 있지만, NetworkPolicy `{ $policy }`의 { $rule }번째 규칙이 허용해요.
hop-reason-ingress-denied = NetworkPolicy `{ $policies }` 때문에 `{ $pod }` 파드가 받는 것이 격리되어 있고, 이 연결을 허용하는 규칙이 없어요. 패킷이 버려져요.
hop-reason-own-node = `{ $pod }` 파드가 받는 것은 격리되어 있지만, 파드가 있는 노드 `{ $node }`에서는 언제나 닿아요.
hop-reason-listens = `{ $pod }` 파드가 `{ $port }` 포트를 열고 있어요.
hop-reason-nothing-listens = `{ $pod }` 파드에는 `{ $port }` 포트를 연 것이 없어요. 선언한 포트: `{ $open }`
hop-reason-declares-nothing = `{ $pod }` 파드에는 `{ $port }` 포트를 연 것이 없어요. 선언한 포트가 하나도 없어요.

## simulator: 엔드포인트가 남거나 빠진 까닭

candidate-reason-ready = 준비됐어요
candidate-reason-last-resort = 종료되는 중이지만 아직 요청을 받고, 준비된 것이 하나도 없어요
candidate-reason-record = 이름에 딸린 주소 가운데 하나예요
candidate-reason-not-local = `{ $node }` 노드에 있는데, 정책 때문에 다른 노드로는 가지 않아요
candidate-reason-no-node = 어느 노드에 있는지 알 수 없는데, 정책 때문에 다른 노드로는 가지 않아요
candidate-reason-leaving-while-others-ready = 종료되는 중이고, 준비된 것이 따로 있어요
candidate-reason-leaving-unready = 종료되는 중이고, 준비되지 않았어요
candidate-reason-not-ready = 준비되지 않았어요
candidate-reason-hinted-elsewhere = 토폴로지 힌트가 가리키는 곳은 `{ $hints }`뿐이에요
candidate-reason-same-place = 같은 주소와 포트가 이미 있어요
candidate-reason-other-port-name = 슬라이스의 포트 이름은 `{ $held }`인데, 서비스는 `{ $wanted }` 포트를 찾아요

## 문제의 종류

problem-malformed-json-title = 본문이 JSON이 아니에요
problem-malformed-json-meaning = 요청의 본문을 JSON으로 읽을 수 없어요.
problem-malformed-json-next = UTF-8로 된 JSON 값 하나를 보내세요.
problem-malformed-request-title = 요청을 읽을 수 없어요
problem-malformed-request-meaning = 요청의 한 부분이 제 꼴이 아니거나 본문이 중간에 끊겼어요.
problem-malformed-request-next = 요청을 /api/v1/openapi.json의 설명과 견주어 보세요.
problem-not-found-title = 여기에는 아무것도 없어요
problem-not-found-meaning = 이 주소의 페이지나 레슨이나 파일이 없어요.
problem-not-found-next = 레슨 목록이나 놀이터에서 다시 시작해 보세요.
problem-method-not-allowed-title = 이 주소는 그 메서드를 받지 않아요
problem-method-not-allowed-meaning = 주소는 있지만 요청한 메서드로는 쓸 수 없어요.
problem-method-not-allowed-next = Allow 헤더에 적힌 메서드를 쓰세요.
problem-request-timeout-title = 요청이 제때 도착하지 않았어요
problem-request-timeout-meaning = 본문이 주어진 시간 안에 도착하지 않았어요.
problem-request-timeout-next = 다시 보내 보세요. 자주 그러면 연결을 살펴보세요.
problem-body-too-large-title = 본문이 너무 커요
problem-body-too-large-meaning = 요청의 본문이 서버가 읽는 크기보다 커요.
problem-body-too-large-next = 한 번에 보내는 양을 줄이세요. 단계를 줄이거나 매니페스트를 나누면 돼요.
problem-unsupported-media-type-title = 본문의 종류가 달라요
problem-unsupported-media-type-meaning = Content-Type 헤더가 없거나 이 주소가 받지 않는 종류예요.
problem-unsupported-media-type-next = Content-Type: application/json 헤더와 함께 JSON을 보내세요.
problem-invalid-request-title = 요청에 여기서 뜻이 없는 것이 있어요
problem-invalid-request-meaning = 본문은 JSON이지만 이 주소가 받는 꼴이 아니에요.
problem-invalid-request-next = 가리킨 자리를 /api/v1/openapi.json의 설명과 견주어 보세요.
problem-over-budget-title = 요청 하나에 허락된 것보다 많아요
problem-over-budget-meaning = 요청마다 단계, 질문, 바이트, 문서, 깊이, 오브젝트의 한도가 있어요. 한 요청이 다른 모두를 느리게 하지 않도록 하기 위한 것이에요.
problem-over-budget-next = 가리킨 부분을 줄이세요. 질문과 상관없는 것은 대개 빼도 돼요.
problem-internal-title = 서버가 실수했어요
problem-internal-meaning = 일어나면 안 되는 일이 일어났어요. 서버의 기록에 까닭이 남아 있어요.
problem-internal-next = 다시 해 보세요. 그대로라면 요청 번호와 보낸 것을 알려 주세요.
problem-busy-title = 서버가 바빠요
problem-busy-meaning = 지금은 자리가 모두 찼고 기다리는 줄도 가득해요.
problem-busy-next = Retry-After 헤더에 적힌 초만큼 뒤에 다시 보내세요.
